//! How soon a page that is open is told of a dossier that was saved: from the write to the event, the whole program.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};

const EXAMPLE: &str = include_str!("../data/son-la-2021.yaml");

/// The program with a page open on it.
struct Open {
    program: Child,
    events: BufReader<TcpStream>,
    dossier: tempfile::NamedTempFile,
}

impl Open {
    fn new() -> Self {
        let dossier = tempfile::Builder::new().suffix(".yaml").tempfile();
        let dossier = dossier.expect("a file");
        std::fs::write(dossier.path(), EXAMPLE).expect("written");
        let mut program = Command::new(env!("CARGO_BIN_EXE_quyetdinh"))
            .arg("xem")
            .arg(dossier.path())
            .args(["--khong-mo", "--cong", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program");
        let output = BufReader::new(program.stdout.take().expect("output"));
        let mut lines = output.lines().map_while(Result::ok);
        let address = lines.find_map(|line| {
            let (_, rest) = line.split_once("http://")?;
            Some(rest.trim().to_owned())
        });
        let address = address.expect("an address");
        let (host, token) = address.split_once('/').expect("a token");
        let mut stream = TcpStream::connect(host).expect("a connection");
        let ask = format!("GET /{token}events HTTP/1.1\r\nHost: {host}\r\n\r\n");
        stream.write_all(ask.as_bytes()).expect("sent");
        let mut open = Self {
            program,
            events: BufReader::new(stream),
            dossier,
        };
        open.wait();
        open
    }

    /// Until the next event.
    fn wait(&mut self) {
        let mut line = String::new();
        while !line.starts_with("event: state") {
            line.clear();
            self.events.read_line(&mut line).expect("an event");
        }
    }

    fn save(&mut self, count: u64) {
        let text = format!("{EXAMPLE}# lần {count}\n");
        std::fs::write(self.dossier.path(), text).expect("written");
        self.wait();
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn page(criterion: &mut Criterion) {
    let mut open = Open::new();
    let mut count = 0;
    let mut group = criterion.benchmark_group("page");
    group
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500));
    group.bench_function("from saving Sơn La 2021 to the event", |bench| {
        bench.iter(|| {
            count += 1;
            open.save(count);
        });
    });
    group.finish();
}

criterion_group!(benches, page);
criterion_main!(benches);
