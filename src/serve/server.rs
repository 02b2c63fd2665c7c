//! The port, and a thread for each connection.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::door::Door;
use super::exchange::{finish, receive};
use super::{Answer, Events, Method, Request, Site};

/// Ports tried behind the first one.
const MORE_PORTS: u16 = 20;
/// Connections at once.
const CONNECTIONS: usize = 64;
/// An answer may draft a whole dossier: as much stack as a main thread has.
const STACK: usize = 8 * 1024 * 1024;

/// A server on loopback.
pub struct Server {
    listener: TcpListener,
    port: u16,
    door: Door,
    stopped: Arc<AtomicBool>,
}

/// Ends a server from another thread.
#[derive(Clone)]
pub struct Stop {
    port: u16,
    stopped: Arc<AtomicBool>,
}

impl Stop {
    /// Ends `Server::run` once what is being answered is done.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
        // wakes who waits for connections
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
    }
}

impl Server {
    /// Takes this port of 127.0.0.1, or the first free one of the next 20; 0: the system chooses. Fails if all are taken.
    pub fn bind(first_port: u16) -> io::Result<Self> {
        let last_port = if first_port == 0 {
            0
        } else {
            first_port.saturating_add(MORE_PORTS)
        };
        let listener = first_free(first_port, last_port)?;
        let port = listener.local_addr()?.port();
        Ok(Self {
            listener,
            port,
            door: Door::new(port)?,
            stopped: Arc::default(),
        })
    }

    /// What to open in a browser: `http://127.0.0.1:3000/TOKEN/`.
    pub fn address(&self) -> String {
        self.door.address()
    }

    /// The port that was taken.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// What ends this server.
    pub fn stop_handle(&self) -> Stop {
        Stop {
            port: self.port,
            stopped: Arc::clone(&self.stopped),
        }
    }

    /// Answers requests until it is stopped. `events` below the token is answered from the hub, all else by the site.
    pub fn run(&self, site: &dyn Site, events: &Events) {
        let open = AtomicUsize::new(0);
        thread::scope(|scope| {
            for stream in self.listener.incoming() {
                if self.stopped.load(Ordering::SeqCst) {
                    break;
                }
                let Ok(stream) = stream else {
                    // the system has no room for a connection now
                    thread::sleep(Duration::from_millis(20));
                    continue;
                };
                let Some(slot) = Slot::take(&open) else {
                    turn_away(stream);
                    continue;
                };
                let serve = move || {
                    let _slot = slot;
                    self.serve(stream, site, events);
                };
                // without a thread the connection is closed
                let _ = thread::Builder::new()
                    .stack_size(STACK)
                    .spawn_scoped(scope, serve);
            }
            events.close();
        });
    }

    fn serve(&self, mut stream: TcpStream, site: &dyn Site, events: &Events) {
        // events are a few bytes, and wanted at once
        let _ = stream.set_nodelay(true);
        let answer = match receive(&mut stream, &self.door) {
            Ok(request) if request.method == Method::Get && request.path == "events" => {
                return events.serve(&mut stream);
            }
            Ok(request) => answer(site, &request),
            Err(refusal) => refusal,
        };
        finish(&mut stream, &answer);
    }
}

fn first_free(first: u16, last: u16) -> io::Result<TcpListener> {
    let mut outcome = Err(ErrorKind::AddrInUse.into());
    for port in first..=last {
        outcome = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        // Windows also keeps whole ranges of ports for itself
        match &outcome {
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::AddrInUse | ErrorKind::PermissionDenied
                ) => {}
            _ => break,
        }
    }
    outcome
}

/// The site's answer; a fault in it ends that request alone.
fn answer(site: &dyn Site, request: &Request) -> Answer {
    catch_unwind(AssertUnwindSafe(|| site.answer(request))).unwrap_or_else(|_| {
        Answer::refusal(
            500,
            "Chương trình gặp lỗi khi trả lời yêu cầu này. Hãy tải lại trang rồi thử lại.",
        )
    })
}

/// Says that there is no room, without waiting for the request.
fn turn_away(mut stream: TcpStream) {
    let busy = Answer::refusal(
        503,
        "Đang có quá nhiều kết nối cùng lúc. Hãy thử lại sau giây lát.",
    );
    let moment = Some(Duration::from_millis(20));
    let _ = stream.set_write_timeout(moment);
    let _ = stream.set_read_timeout(moment);
    let _ = stream.write_all(&busy.bytes());
    let _ = stream.shutdown(Shutdown::Write);
    let _ = stream.read(&mut [0; 4096]);
}

/// One of the connections that are open at once.
struct Slot<'a>(&'a AtomicUsize);

impl<'a> Slot<'a> {
    fn take(open: &'a AtomicUsize) -> Option<Self> {
        // only the thread that accepts takes slots
        (open.load(Ordering::SeqCst) < CONNECTIONS).then(|| {
            open.fetch_add(1, Ordering::SeqCst);
            Self(open)
        })
    }
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
