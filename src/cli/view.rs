//! `quyetdinh xem`: the decision, its problems and its corrections in the browser.
//!
//! In layers: `drawn` (pages), `choice` (what can be compared with), `state` (a dossier read, drafted and drawn),
//! `compared` (the same beside an older one), `desk` (the state of now, for all who ask), `correction`, `made` (what is
//! done at the desk), `site` (what the browser asks for), `watch`.

mod choice;
mod compared;
mod correction;
mod desk;
mod drawn;
mod made;
mod site;
mod state;
mod watch;

use super::args::View;
use super::{Outcome, Session, browser, print};
use crate::diagnostics::Diagnostic;
use crate::output::{reason, shown};
use crate::serve::Server;
use desk::Desk;
use site::Pages;

pub(super) fn run(options: &View, session: &mut Session) -> Outcome {
    // what is wrong in the file is told on the page; that there is none, here
    if session
        .read_text(&options.dossier, super::text::DOSSIER)
        .is_none()
    {
        return Outcome::Failed;
    }
    let server = match Server::bind(options.cong) {
        Ok(server) => server,
        Err(error) => {
            session.diagnostics.push(no_port(options.cong, &error));
            return Outcome::Failed;
        }
    };
    let desk = Desk::new(options.clone());
    let address = server.address();
    print(&format!(
        "Trang làm việc của {}:\n  {address}\nĐể cửa sổ này mở khi làm việc; dừng bằng Ctrl+C\n",
        shown(&options.dossier)
    ));
    std::thread::scope(|scope| {
        scope.spawn(|| watch::watch(&desk));
        if !options.khong_mo && !browser::open(&address) {
            print("Không mở được trình duyệt: chép địa chỉ trên vào trình duyệt\n");
        }
        server.run(&Pages { desk: &desk }, &desk.events);
    });
    Outcome::Done
}

fn no_port(first: u16, error: &std::io::Error) -> Diagnostic {
    let message = format!("Không mở được cổng nào từ {first} trên máy này");
    Diagnostic::error("TP100", message)
        .with_note(reason(error))
        .with_remedy("Chọn cổng khác bằng --cong, ví dụ --cong 8080; --cong 0 thì máy tự chọn")
}
