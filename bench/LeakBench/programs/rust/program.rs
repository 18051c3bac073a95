// program PORT SHAPE [BYTES]: a small HTTP/1.1 server. GET /a does what the shape says, every other path keeps nothing.
use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Instant;

#[derive(Default)]
struct State {
    count: u64,
    kept: Vec<Vec<u8>>,
    cache: HashMap<u64, Vec<u8>>,
    files: Vec<File>,
    began: Option<Instant>,
}

fn act(shape: &str, each: usize, state: &mut State) {
    state.count += 1;
    let n = state.count;
    std::hint::black_box(vec![1u8; 20_000]);
    match shape {
        "linear" => state.kept.push(vec![1; each]),
        "slow" => state.kept.push(vec![1; 100]),
        "rare" if n % 50 == 0 => state.kept.push(vec![1; 204_800]),
        "steps" if n % 2000 == 0 => state.kept.extend((0..2000).map(|_| vec![1; 4096])),
        "hidden" => {
            state.kept.push(vec![1; 4096]);
            if n <= 8000 {
                state.cache.insert(n, vec![1; 8192]);
            }
        }
        "cachefill" => {
            let began = *state.began.get_or_insert_with(Instant::now);
            let due = (began.elapsed().as_secs_f64() * 50.0) as u64 + 1;
            while (state.cache.len() as u64) < due.min(6000) {
                let key = state.cache.len() as u64;
                state.cache.insert(key, vec![1; 20_000]);
            }
        }
        "pool" if n % 50 == 0 && state.kept.len() < 32 => state.kept.push(vec![1; 1 << 20]),
        "sawtooth" => {
            state.kept.push(vec![1; 8192]);
            if state.kept.len() == 2000 {
                state.kept.clear();
            }
        }
        "descriptors" if n % 50 == 0 => state.files.extend(File::open("/dev/null")),
        "threads" if n % 200 == 0 => {
            let _ = thread::Builder::new().stack_size(65536).spawn(|| loop {
                thread::park()
            });
        }
        _ => {}
    }
}

fn serve(mut client: TcpStream, shape: &str, each: usize, state: &Mutex<State>) -> std::io::Result<()> {
    client.set_nodelay(true)?;
    let (mut buffer, mut have) = ([0u8; 8192], 0);
    loop {
        let got = client.read(&mut buffer[have..])?;
        if got == 0 {
            return Ok(());
        }
        have += got;
        while let Some(end) = buffer[..have].windows(4).position(|w| w == b"\r\n\r\n") {
            if buffer.starts_with(b"GET /a ") {
                act(shape, each, &mut state.lock().unwrap());
            }
            client.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")?;
            buffer.copy_within(end + 4..have, 0);
            have -= end + 4;
        }
    }
}

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let shape: Arc<str> = words[2].as_str().into();
    let each = words.get(3).map_or(4096, |word| word.parse().expect("a number of bytes"));
    let state = Arc::new(Mutex::new(State::default()));
    let server = TcpListener::bind(format!("127.0.0.1:{}", words[1])).expect("the port is free");
    for client in server.incoming().flatten() {
        let (shape, state) = (shape.clone(), state.clone());
        thread::spawn(move || serve(client, &shape, each, &state));
    }
}
