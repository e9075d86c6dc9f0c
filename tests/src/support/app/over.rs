//! A second app on a database that is there already.

use std::net::TcpListener;

use server::config::{Base, Config};
use server::db::Db;

use super::{App, Node};
use crate::support::storage::Storage;

impl App {
    /// Starts on what stands in another storage, configured as this one and with its clock.
    pub fn over(&self, storage: Storage) -> App {
        let listener = TcpListener::bind("127.0.0.1:0").expect("listen on a free port");
        let bind = listener.local_addr().expect("its address");
        let config = Config {
            bind,
            base: Base::local(bind),
            data: storage.folder.clone(),
            opening: storage.opening(),
            ..self.app.config.clone()
        };
        let db = Db::open(config.opening.clone(), 4).expect("open the database");
        let app = server::app::App::new(config, db, self.clock.clone());
        App {
            node: Node::serve(&app, listener),
            app,
            clock: self.clock.clone(),
            storage,
        }
    }
}
