//! Any bytes as a file from a directory: `cargo +nightly fuzz run ldif`. The corpus also runs as a test of `src/directory`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| directory::fuzz::ldif(bytes));
