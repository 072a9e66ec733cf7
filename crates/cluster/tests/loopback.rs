//! A scheduler and two executors as processes on this machine: the tables are those of one
//! machine, row for row, also when an executor is killed on the way.

#[path = "../../batch/tests/rows/mod.rs"]
mod rows;

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sayso_batch::arguments::Batch;
use sayso_batch::{job, session};

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    fn start(arguments: &[&str]) -> Running {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sayso-cluster"));
        Running(command.args(arguments).stderr(Stdio::null()).spawn().expect("it starts"))
    }
}

/// Ports that nobody has.
fn ports<const N: usize>() -> [String; N] {
    let held: [TcpListener; N] =
        std::array::from_fn(|_| TcpListener::bind("127.0.0.1:0").expect("a port"));
    held.map(|it| it.local_addr().expect("an address").port().to_string())
}

fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < Duration::from_secs(120), "{what} never comes");
        std::thread::sleep(Duration::from_millis(20));
    }
}

struct Cluster {
    address: String,
    executors: Vec<Running>,
    _scheduler: Running,
}

impl Cluster {
    fn start(root: &Path) -> Cluster {
        let [port, a, b, c, d] = ports();
        let scheduler = Running::start(&["scheduler", "--port", &port, "--patience", "3"]);
        let address = format!("localhost:{port}");
        let answers = |port: &str| TcpStream::connect(format!("127.0.0.1:{port}")).is_ok();
        until("the scheduler", || answers(&port));
        let executor = |(at, (port, task_port)): (usize, (&String, &String))| {
            let work = root.join(format!("executor-{at}")).display().to_string();
            let ports = ["--port", port, "--task-port", task_port, "--sign", "1"];
            let rest = ["executor", "--scheduler", &address, "--threads", "1", "--work", &work];
            let executor = Running::start(&[&rest[..], &ports].concat());
            until("an executor", || answers(port));
            executor
        };
        let executors = [(&a, &b), (&c, &d)].into_iter().enumerate().map(executor).collect();
        Cluster { address, executors, _scheduler: scheduler }
    }

    fn batch(&self, input: &str, out: &Path) -> Child {
        Command::new(env!("CARGO_BIN_EXE_sayso-cluster"))
            .args(["batch", "--scheduler", &self.address, "--tasks", "4", "--batch", "8"])
            .args([input, "--out", &out.display().to_string()])
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts")
    }
}

/// The same job on this machine.
fn alone(input: &str, out: &Path) {
    use clap::Parser;
    #[derive(Parser)]
    struct Typed {
        #[command(flatten)]
        batch: Batch,
    }
    let out = out.display().to_string();
    let typed = Typed::parse_from(["test", input, "--batch", "8", "--out", &out]);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let context = session::local(2, 256 << 20, None).expect("an engine");
        let work = async move {
            let job = typed.batch.job().await.expect("a job");
            job::run(&job, &context).await.expect("it runs")
        };
        tokio::spawn(work).await.expect("it ends");
    });
}

fn ended(child: Child) {
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_cluster_makes_the_tables_of_one_machine_also_when_an_executor_dies() {
    let root = tempfile::tempdir().expect("a folder");
    let input = root.path().join("news.jsonl");
    fs::write(&input, rows::lines(36)).expect("it is written");
    let input = input.display().to_string();
    let folder = |name: &str| -> PathBuf { root.path().join(name) };
    alone(&input, &folder("alone"));
    let wanted = rows::tables(&folder("alone"));
    assert!(wanted["attributions"].len() > 100 && wanted["copies"].len() > 10);
    let mut cluster = Cluster::start(root.path());
    ended(cluster.batch(&input, &folder("whole")));
    assert_eq!(rows::tables(&folder("whole")), wanted);
    let child = cluster.batch(&input, &folder("hurt"));
    let journal = folder("hurt").join("progress.jsonl");
    until("the middle of the reading", || {
        fs::read_to_string(&journal).is_ok_and(|it| it.matches("\"read\"").count() >= 2)
    });
    drop(cluster.executors.remove(0));
    let read = fs::read_to_string(&journal).expect("a journal").matches("\"read\"").count();
    ended(child);
    assert!(read < 7, "it was killed when all was read");
    assert_eq!(rows::tables(&folder("hurt")), wanted);
}
