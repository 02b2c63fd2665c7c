//! The program's page, opened for a test and asked as its script asks.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

/// A page that is open; closed when dropped.
pub struct Page {
    child: Child,
    port: u16,
    base: String,
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer of the page.
#[derive(Debug)]
pub struct Answered {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Answered {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// The example with a correction in a folder of its own.
pub fn example() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let dossier = folder.path().join("ho-so.yaml");
    let text = include_str!("../../data/son-la-2021-dieu-chinh.yaml");
    std::fs::write(&dossier, text).expect("written");
    (folder, dossier)
}

impl Page {
    /// Opens the page of a dossier with these options.
    pub fn open(dossier: &Path, options: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_quyetdinh"))
            .arg("xem")
            .arg(dossier)
            .args(["--khong-mo", "--cong", "0"])
            .args(options)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program");
        let output = BufReader::new(child.stdout.take().expect("output"));
        let mut lines = output.lines().map_while(Result::ok);
        let address = lines.find_map(|line| {
            let (_, rest) = line.split_once("http://127.0.0.1:")?;
            Some(rest.trim().to_owned())
        });
        let address = address.expect("an address is printed");
        let (port, base) = address.split_once('/').expect("a token");
        Self {
            child,
            port: port.parse().expect("a port"),
            base: format!("/{base}"),
        }
    }

    fn ask(&self, request: &str) -> Answered {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("answered");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let head = String::from_utf8_lossy(&bytes[..end.expect("a head")]).into_owned();
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
        Answered {
            status: status.expect("a status"),
            body: bytes.split_off(end.expect("a head") + 4),
        }
    }

    pub fn get(&self, path: &str) -> Answered {
        self.ask(&format!(
            "GET {}{path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
            self.base, self.port
        ))
    }

    pub fn post(&self, path: &str, body: &Value) -> Answered {
        let body = body.to_string();
        self.ask(&format!(
            "POST {}{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n\
             X-Quyetdinh: 1\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.base,
            body.len(),
            port = self.port
        ))
    }

    /// The body of what must be there.
    pub fn text(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.text()
    }

    pub fn state(&self) -> Value {
        serde_json::from_str(&self.text("state")).expect("JSON")
    }

    /// Waits for a state of which this holds.
    pub fn wait(&self, holds: impl Fn(&Value) -> bool) -> Value {
        for _ in 0..600 {
            let state = self.state();
            if holds(&state) {
                return state;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        panic!("never so: {}", self.state());
    }

    /// The form for that agency's total, filled for the state of now.
    pub fn form(&self, agency: &str, from: &str, to: &str) -> Value {
        let corrections = self.text("fragment/corrections");
        let (_, rest) = corrections.split_once("data-digest=\"").expect("a digest");
        let digest = rest.split('"').next().expect("its end");
        serde_json::json!({
            "block": "huyen", "agency": agency, "part": "", "from": from, "to": to,
            "date": "05/01/2022", "requested_by": "UBND huyện Vân Hồ",
            "document": "Công văn số 12/UBND-VHTT ngày 04/01/2022",
            "reason": "bổ sung tài liệu kiểm chứng", "digest": digest,
        })
    }
}

/// The codes in a fragment, in order.
pub fn codes(html: &str) -> Vec<String> {
    let parts = html.split("class=\"code\">").skip(1);
    let codes = parts.filter_map(|part| Some(part.split('<').next()?.trim().to_owned()));
    codes.collect()
}

pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("readable")
}
