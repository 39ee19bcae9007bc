//! Just enough HTTP to ask a server on this machine.

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    time::Duration,
};

use anyhow::{Context, Result, bail};

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Status code.
    pub(crate) status: u16,
    /// The status line and the headers.
    pub(crate) head: String,
    /// The body as it came, compressed when it was asked for so.
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A port of the loopback address that nothing listens on now.
pub(crate) fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free port")?;
    Ok(listener.local_addr()?.port())
}

/// Asks for a path, with header lines as given.
///
/// HTTP/1.0, so that the body is what comes until the server closes.
pub(crate) fn get(port: u16, path: &str, headers: &[&str]) -> Result<Answer> {
    let mut request = format!("GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n");
    for header in headers {
        request.push_str(header);
        request.push_str("\r\n");
    }
    request.push_str("\r\n");
    ask(port, path, request.as_bytes())
}

/// Sends a body, with header lines as given.
pub(crate) fn send(
    port: u16,
    method: &str,
    path: &str,
    headers: &[&str],
    body: &[u8],
) -> Result<Answer> {
    let mut request = format!("{method} {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n");
    for header in headers {
        request.push_str(header);
        request.push_str("\r\n");
    }
    if method != "GET" {
        request.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    request.push_str("\r\n");
    let body: &[u8] = if method == "GET" { &[] } else { body };
    ask(port, path, &[request.as_bytes(), body].concat())
}

/// Sends a file in the field `file` of a form.
pub(crate) fn post_file(port: u16, path: &str, name: &str, bytes: &[u8]) -> Result<Answer> {
    const BOUNDARY: &str = "the-end-of-a-part-of-this-form";
    let before = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
    );
    let after = format!("\r\n--{BOUNDARY}--\r\n");
    let length = before.len() + bytes.len() + after.len();
    let head = format!(
        "POST {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {length}\r\n\r\n"
    );
    let request = [head.as_bytes(), before.as_bytes(), bytes, after.as_bytes()].concat();
    ask(port, path, &request)
}

fn ask(port: u16, path: &str, request: &[u8]) -> Result<Answer> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(5))?;
    stream.set_read_timeout(Some(Duration::from_secs(120)))?;
    // Whoever refuses what is sent may answer before it has arrived.
    let written = stream.write_all(request);
    let mut bytes = Vec::new();
    let read = stream.read_to_end(&mut bytes);
    if bytes.is_empty() {
        written?;
        read?;
    }
    parse(&bytes).with_context(|| format!("the answer to {path}"))
}

fn parse(bytes: &[u8]) -> Result<Answer> {
    let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
        bail!("has no end of its headers");
    };
    let head = String::from_utf8_lossy(&bytes[..end]);
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
    let status = status.context("has no status code")?;
    Ok(Answer {
        status,
        head: head.into_owned(),
        body: bytes[end + 4..].to_vec(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read() {
        let answer = parse(b"HTTP/1.0 404 Not Found\r\na: b\r\n\r\nnot here").unwrap();
        assert_eq!((answer.status, answer.text().as_str()), (404, "not here"));
        assert!(parse(b"HTTP/1.0 200 OK\r\n").is_err());
    }
}
