//! One request in, one answer out, each within its time however slowly the other side goes.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use super::clock::Deadline;
use super::door::Door;
use super::head::{Head, malformed, too_large};
use super::{Answer, Request};

/// Bytes of the first line and the headers.
const HEAD: usize = 16 * 1024;
/// To send the whole request.
const TO_SEND: Duration = Duration::from_secs(10);
/// To take the whole answer.
const TO_TAKE: Duration = Duration::from_secs(30);
/// What is still on its way when the answer is out: how long, and how many bytes of it, are waited for.
const LATE: (Duration, usize) = (Duration::from_millis(500), 128 * 1024);

/// Reads one request and holds it to the door's checks before its body is read; or the refusal to send.
pub(super) fn receive(stream: &mut TcpStream, door: &Door) -> Result<Request, Answer> {
    let deadline = Deadline::after(TO_SEND);
    let (head, mut body) = receive_head(stream, deadline)?;
    let (request, length) = door.admit(&head)?;
    if body.len() > length {
        return Err(malformed());
    }
    let mut room = vec![0; length - body.len()];
    let mut filled = 0;
    while filled < room.len() {
        filled += some(stream, &mut room[filled..], deadline)?;
    }
    body.append(&mut room);
    Ok(Request { body, ..request })
}

/// The head, and what came behind it already.
fn receive_head(stream: &mut TcpStream, deadline: Deadline) -> Result<(Head, Vec<u8>), Answer> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        // the end may stand across two reads
        let from = bytes.len().saturating_sub(3);
        let read = some(stream, &mut chunk, deadline)?;
        bytes.extend_from_slice(&chunk[..read]);
        let end = bytes[from..]
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .map(|at| from + at + 4);
        match end {
            Some(end) if end <= HEAD => {
                let body = bytes.split_off(end);
                return Ok((Head::parse(&bytes)?, body));
            }
            None if bytes.len() < HEAD => {}
            _ => return Err(too_large()),
        }
    }
}

/// At least one byte, or the refusal.
fn some(stream: &mut TcpStream, room: &mut [u8], deadline: Deadline) -> Result<usize, Answer> {
    loop {
        let left = deadline.left().ok_or_else(too_slow)?;
        stream
            .set_read_timeout(Some(left))
            .map_err(|_| malformed())?;
        match stream.read(room) {
            Ok(0) => return Err(malformed()),
            Ok(read) => return Ok(read),
            Err(error) if is_wait(&error) => {}
            Err(_) => return Err(malformed()),
        }
    }
}

/// Sends bytes within the time to take an answer.
pub(super) fn send(stream: &mut TcpStream, mut bytes: &[u8]) -> io::Result<()> {
    let deadline = Deadline::after(TO_TAKE);
    while !bytes.is_empty() {
        let left = deadline.left().ok_or(ErrorKind::TimedOut)?;
        stream.set_write_timeout(Some(left))?;
        match stream.write(bytes) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(written) => bytes = &bytes[written..],
            Err(error) if is_wait(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Sends the answer and ends the connection. What was not read is taken from the line first: a system that closes with
/// bytes unread tears down the answer with them.
pub(super) fn finish(stream: &mut TcpStream, answer: &Answer) {
    if send(stream, &answer.bytes()).is_err() || stream.shutdown(Shutdown::Write).is_err() {
        return;
    }
    let (time, mut bytes) = LATE;
    let deadline = Deadline::after(time);
    let mut chunk = [0; 4096];
    while bytes > 0 {
        match some(stream, &mut chunk, deadline) {
            Ok(read) => bytes = bytes.saturating_sub(read),
            Err(_) => return,
        }
    }
}

/// The connection was closed from the other side; looks for a moment only.
pub(super) fn is_closed(stream: &TcpStream) -> bool {
    if stream
        .set_read_timeout(Some(Duration::from_millis(1)))
        .is_err()
    {
        return true;
    }
    match stream.peek(&mut [0]) {
        Ok(read) => read == 0,
        Err(error) => !is_wait(&error),
    }
}

fn is_wait(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted
    )
}

fn too_slow() -> Answer {
    Answer::refusal(408, "Yêu cầu gửi đến quá chậm nên đã bị ngắt.")
}
