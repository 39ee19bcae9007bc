//! A running server, and questions to it.

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::installation::Installation;

/// Stopped when it is dropped.
pub(crate) struct Server {
    child: Child,
    port: u16,
}

impl Server {
    /// Starts one and waits until it answers.
    pub(crate) fn start(place: &Installation) -> Self {
        Self::start_with(place, &[])
    }

    /// The same with settings of the environment.
    pub(crate) fn start_with(place: &Installation, settings: &[(&str, &str)]) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        let listen = format!("127.0.0.1:{port}");
        let child = place
            .command(&["serve", "--listen", &listen])
            .envs(settings.iter().copied())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { child, port };
        assert!(
            server.answers_within(Duration::from_secs(60), "/healthz"),
            "no answer after its start"
        );
        server
    }

    /// Whether it is still the process that was started.
    pub(crate) fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Where questions go to.
    pub(crate) fn door(&self) -> Door {
        Door(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port)))
    }

    /// Status and body; `None` when there was no answer.
    pub(crate) fn get(&self, path: &str) -> Option<(u16, String)> {
        self.door().ask(&format!("GET {path}"), "", "")
    }

    /// Whether a path is found within a time.
    pub(crate) fn answers_within(&self, patience: Duration, path: &str) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < patience {
            if self.get(path).is_some_and(|(status, _)| status == 200) {
                return true;
            }
            thread::sleep(Duration::from_millis(20));
        }
        false
    }
}

/// The address of a server, good also when the server is gone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Door(SocketAddr);

impl Door {
    /// Status and body; `None` when there was no answer. `more` are further lines of the head, each
    /// with its end.
    pub(crate) fn ask(self, what: &str, more: &str, body: &str) -> Option<(u16, String)> {
        let mut stream = TcpStream::connect_timeout(&self.0, Duration::from_secs(1)).ok()?;
        stream
            .set_read_timeout(Some(Duration::from_secs(30)))
            .ok()?;
        write!(
            stream,
            "{what} HTTP/1.0\r\nHost: 127.0.0.1\r\n{more}\r\n{body}"
        )
        .ok()?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).ok()?;
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n")?;
        Some((head.split(' ').nth(1)?.parse().ok()?, body.to_owned()))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}
