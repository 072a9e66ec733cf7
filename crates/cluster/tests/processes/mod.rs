//! A cluster of processes on this machine.

#![allow(dead_code, reason = "the test and the figures each use some of it")]

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A process that ends with what started it.
pub struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    fn start(program: &Path, arguments: &[&str]) -> Running {
        let mut command = Command::new(program);
        Running(command.args(arguments).stderr(Stdio::null()).spawn().expect("it starts"))
    }
}

/// Ports that nobody has.
fn ports<const N: usize>() -> [String; N] {
    let held: [TcpListener; N] =
        std::array::from_fn(|_| TcpListener::bind("127.0.0.1:0").expect("a port"));
    held.map(|it| it.local_addr().expect("an address").port().to_string())
}

/// Waits for something that is to happen within two minutes.
pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < Duration::from_secs(120), "{what} never comes");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A scheduler and executors of one thread each.
pub struct Cluster {
    program: PathBuf,
    address: String,
    pub executors: Vec<Running>,
    _scheduler: Running,
}

impl Cluster {
    /// Executors have folders for results on their way in `root`.
    pub fn start(program: &Path, root: &Path, executors: usize) -> Cluster {
        let [port] = ports();
        let scheduler = Running::start(program, &["scheduler", "--port", &port, "--patience", "3"]);
        let address = format!("localhost:{port}");
        let answers = |port: &str| TcpStream::connect(format!("127.0.0.1:{port}")).is_ok();
        until("the scheduler", || answers(&port));
        let executor = |at: usize| {
            let [port, task_port] = ports();
            let work = root.join(format!("executor-{at}")).display().to_string();
            let ports = ["--port", &port, "--task-port", &task_port, "--sign", "1"];
            let rest = ["executor", "--scheduler", &address, "--threads", "1", "--work", &work];
            let executor = Running::start(program, &[&rest[..], &ports].concat());
            until("an executor", || answers(&port));
            executor
        };
        let executors = (0..executors).map(executor).collect();
        Cluster { program: program.to_owned(), address, executors, _scheduler: scheduler }
    }

    /// Starts a batch of it.
    pub fn batch(&self, arguments: &[&str]) -> Child {
        let mut command = Command::new(&self.program);
        command.args(["batch", "--scheduler", &self.address]).args(arguments);
        command.stderr(Stdio::piped()).spawn().expect("it starts")
    }
}
