use super::*;

#[test]
fn each_test_has_a_database_of_its_own() {
    let (one, other) = (database(), database());
    one.run("create table t (n int); insert into t values (7)");
    assert_eq!(one.run("select n from t"), "7");
    assert_eq!(other.run("select to_regclass('t') is null"), "t");
    assert!(one.url().starts_with("postgres://postgres@127.0.0.1:"));
    let name = one.name.clone();
    drop(one);
    let left = format!("select count(*) from pg_database where datname = '{name}'");
    assert_eq!(server().run("postgres", &left), "0");
}

#[test]
fn it_is_as_durable_and_as_wide_as_in_earnest() {
    let shown = [
        "fsync",
        "synchronous_commit",
        "max_connections",
        "server_encoding",
    ]
    .map(|name| server().run("postgres", &format!("show {name}")));
    assert_eq!(shown, ["on", "on", "200", "UTF8"]);
}

#[test]
fn a_template_is_filled_once_and_copied_often() {
    let mut filled = 0;
    for _ in 0..3 {
        let template = template("filled_once", |url| {
            filled += 1;
            let name = url.rsplit('/').next().unwrap();
            server().run(
                name,
                "create table calendar (day date); insert into calendar values ('2026-11-18')",
            );
        });
        let copy = template.database();
        assert_eq!(copy.run("select day from calendar"), "2026-11-18");
        copy.run("delete from calendar");
    }
    assert_eq!(filled, 1);
}

#[test]
fn a_template_whose_filling_failed_is_filled_again() {
    let failed = std::panic::catch_unwind(|| template("retried", |_| panic!("broken migration")));
    assert!(failed.is_err());
    let template = template("retried", |url| {
        server().run(url.rsplit('/').next().unwrap(), "create table t (n int)");
    });
    assert_eq!(template.database().run("select count(*) from t"), "0");
}

#[test]
fn a_server_goes_with_the_one_who_started_it() {
    let server = Server::start();
    let pid = std::fs::read_to_string(server.dir.join("data/postmaster.pid")).unwrap();
    let process = Path::new("/proc").join(pid.lines().next().unwrap());
    let dir = server.dir.clone();
    assert!(process.exists());
    drop(server);
    assert!(!process.exists());
    assert!(!dir.exists());
}
