//! The port of the served site: reads the flag, checks that the port is free, and requests the site.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::num::NonZeroU16;
use std::time::Duration;

use anyhow::{Result, bail};
use lexopt::ValueExt;

/// Reads the value of `--port`.
pub(crate) fn parse(arguments: &mut lexopt::Parser) -> Result<NonZeroU16, lexopt::Error> {
    let value = arguments.value()?;
    value
        .parse()
        .map_err(|_| format!("--port takes a number from 1 to 65535, not {value:?}").into())
}

/// Fails if another program listens on the port, before minutes are spent on a build that could not be served.
/// `command` is that of `cargo xtask` that needs it.
pub(crate) fn check_free(port: u16, command: &str) -> Result<()> {
    let Err(error) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)) else {
        return Ok(());
    };
    let other = if port < u16::MAX { port + 1 } else { 8080 };
    let reason = match error.kind() {
        ErrorKind::AddrInUse => "is taken by another program".to_owned(),
        _ => format!("cannot be used ({error})"),
    };
    bail!(
        "port {port} {reason}. Stop that program, or choose another port: cargo xtask {command} --port {other}"
    )
}

/// Requests the site, and returns the response's status; `None` without a response.
pub(crate) fn request_status(port: u16) -> Option<u16> {
    let timeout = Duration::from_secs(5);
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, timeout).ok()?;
    stream.set_read_timeout(Some(timeout)).ok()?;
    write!(stream, "GET / HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n").ok()?;
    let mut status_line = [0; "HTTP/1.x 200".len()];
    stream.read_exact(&mut status_line).ok()?;
    str::from_utf8(&status_line).ok()?.rsplit(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{Ipv4Addr, TcpListener};
    use std::thread;

    use super::{check_free, request_status};

    #[test]
    fn a_taken_port_is_named_with_an_alternative() {
        let other_program = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = other_program.local_addr().unwrap().port();
        let error = check_free(port, "serve").unwrap_err().to_string();
        assert!(
            error.contains(&format!("port {port} is taken")) && error.contains("--port "),
            "{error}"
        );
        drop(other_program);
        check_free(port, "serve").unwrap();
    }

    #[test]
    fn only_a_complete_status_line_counts() {
        let server = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = server.local_addr().unwrap().port();
        let serving = thread::spawn(move || {
            for response in ["HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 404 Not Found\r\n\r\n", ""] {
                let (mut client, _) = server.accept().unwrap();
                let mut request = Vec::new();
                while !request.ends_with(b"\r\n\r\n") {
                    let mut byte = [0];
                    client.read_exact(&mut byte).unwrap();
                    request.extend(byte);
                }
                client.write_all(response.as_bytes()).unwrap();
            }
        });
        let statuses = [(); 3].map(|()| request_status(port));
        assert_eq!(statuses, [Some(200), Some(404), None]);
        serving.join().unwrap();
        assert_eq!(request_status(port), None, "nothing listens any more");
    }
}
