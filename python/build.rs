//! Tells the linker that Python's own symbols come with the Python that loads the module.

fn main() {
    // What `extension-module` means on macOS; elsewhere nothing has to be said.
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("macos") {
        println!("cargo:rustc-cdylib-link-arg=-undefined");
        println!("cargo:rustc-cdylib-link-arg=dynamic_lookup");
    }
}
