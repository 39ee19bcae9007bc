//! A small mail server on loopback that keeps what it is sent.

use std::{
    collections::VecDeque,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// The server.
pub(crate) struct Sink {
    /// Its address.
    pub(crate) url: String,
    kept: Arc<Mutex<Vec<String>>>,
    replies: Arc<Mutex<VecDeque<&'static str>>>,
}

impl Sink {
    /// Starts one that takes everything, but for the first messages, which get these replies.
    pub(crate) fn start(replies: &[&'static str]) -> Self {
        Self::at("127.0.0.1:0", replies)
    }

    /// The same at an address.
    pub(crate) fn at(address: &str, replies: &[&'static str]) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        let sink = Self {
            url: format!("smtp://{}", listener.local_addr().unwrap()),
            kept: Arc::default(),
            replies: Arc::new(Mutex::new(replies.iter().copied().collect())),
        };
        let (kept, replies) = (Arc::clone(&sink.kept), Arc::clone(&sink.replies));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Whoever hangs up has said enough.
                let _ = talk(stream, &kept, &replies);
            }
        });
        sink
    }

    /// The messages that it took.
    pub(crate) fn kept(&self) -> Vec<String> {
        self.kept.lock().unwrap().clone()
    }
}

fn talk(
    stream: TcpStream,
    kept: &Mutex<Vec<String>>,
    replies: &Mutex<VecDeque<&'static str>>,
) -> std::io::Result<()> {
    let mut out = stream.try_clone()?;
    let mut lines = BufReader::new(stream).lines();
    out.write_all(b"220 sink\r\n")?;
    while let Some(line) = lines.next() {
        let line = line?;
        let verb = line
            .split(' ')
            .next()
            .unwrap_or_default()
            .to_ascii_uppercase();
        match verb.as_str() {
            "DATA" => {
                out.write_all(b"354 go on\r\n")?;
                let mut message = String::new();
                for line in lines.by_ref() {
                    let line = line?;
                    if line == "." {
                        break;
                    }
                    message.push_str(line.strip_prefix('.').unwrap_or(&line));
                    message.push('\n');
                }
                if let Some(reply) = replies.lock().unwrap().pop_front() {
                    out.write_all(format!("{reply}\r\n").as_bytes())?;
                } else {
                    kept.lock().unwrap().push(message);
                    out.write_all(b"250 kept\r\n")?;
                }
            }
            "QUIT" => {
                out.write_all(b"221 bye\r\n")?;
                return Ok(());
            }
            _ => out.write_all(b"250 yes\r\n")?,
        }
    }
    Ok(())
}
