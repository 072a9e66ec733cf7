//! What is to be read: files, folders, patterns and objects of a store.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use futures_util::{StreamExt, TryStreamExt};
use glob::{MatchOptions, Pattern};
use object_store::aws::AmazonS3Builder;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt};
use sayso_intake::Source;
use serde::{Deserialize, Serialize};
use tokio::io::AsyncWriteExt;
use url::Url;

/// A file or an object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Path, or address of the object.
    pub name: String,
    /// Its bytes, to notice when it is another one.
    pub size: u64,
}

/// Blanks of a pattern never reach into folders unless it says so with `**`.
const WITHIN: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

/// All inputs that some arguments stand for: files, folders with all that is in them, patterns,
/// `file://` and `s3://` addresses. Those of one argument come in the order of their names.
///
/// # Errors
/// When an argument stands for nothing or can't be looked at.
pub async fn find(arguments: &[String]) -> Result<Vec<Input>> {
    let mut found = Vec::new();
    for argument in arguments {
        let before = found.len();
        match argument.split_once("://") {
            Some(("s3", _)) => found.extend(objects(argument).await?),
            Some(("file", _)) => {
                let url =
                    Url::parse(argument).with_context(|| format!("{argument} is no address"))?;
                let path = url.to_file_path().ok();
                let path =
                    path.with_context(|| format!("{argument} names no file of this machine"))?;
                files(&path.display().to_string(), &mut found)?;
            }
            Some((scheme, _)) => {
                bail!("{argument}: {scheme} is not read here; there are paths, file:// and s3://")
            }
            None if argument == "-" => {
                bail!(
                    "standard input can't be gone on with after an interruption; write it to a file"
                )
            }
            None => files(argument, &mut found)?,
        }
        if found.len() == before {
            bail!("{argument}: there is no file");
        }
    }
    Ok(found)
}

fn files(argument: &str, found: &mut Vec<Input>) -> Result<()> {
    let path = Path::new(argument);
    if path.is_dir() {
        return folder(path, found);
    }
    if path.exists() {
        return file(path, found);
    }
    if !argument.contains(['*', '?', '[']) {
        bail!("{argument}: there is no such file");
    }
    let paths = glob::glob_with(argument, WITHIN);
    let paths = paths.with_context(|| format!("{argument} is no pattern"))?;
    for path in paths {
        let path = path.with_context(|| format!("{argument}: a folder can't be looked into"))?;
        if path.is_file() {
            file(&path, found)?;
        }
    }
    Ok(())
}

fn folder(path: &Path, found: &mut Vec<Input>) -> Result<()> {
    let entries =
        fs::read_dir(path).with_context(|| format!("cannot look into {}", path.display()))?;
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<_>>()
        .with_context(|| format!("cannot look into {}", path.display()))?;
    paths.sort();
    for path in paths {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        match path.is_dir() {
            _ if hidden => {}
            true => folder(&path, found)?,
            false => file(&path, found)?,
        }
    }
    Ok(())
}

fn file(path: &Path, found: &mut Vec<Input>) -> Result<()> {
    let name = path.display().to_string();
    // What can't be opened is told now and not after hours.
    let opened = File::open(path).with_context(|| format!("cannot open {name}"))?;
    let size = opened.metadata().with_context(|| format!("cannot look at {name}"))?.len();
    found.push(Input { name, size });
    Ok(())
}

/// The store of an `s3://` address, and the key in it. Where the store is and who asks is told by
/// the environment variables that other tools know (`AWS_ENDPOINT`, `AWS_ACCESS_KEY_ID`, …).
fn store(address: &str) -> Result<(Arc<dyn ObjectStore>, String)> {
    let rest = address.strip_prefix("s3://").unwrap_or(address);
    let (bucket, key) = rest.split_once('/').unwrap_or((rest, ""));
    let store = AmazonS3Builder::from_env().with_bucket_name(bucket).build();
    let store = store.with_context(|| format!("{address} can't be reached"))?;
    Ok((Arc::new(store), key.to_owned()))
}

async fn objects(address: &str) -> Result<Vec<Input>> {
    let (store, key) = store(address)?;
    let root = address.strip_suffix(key.as_str()).unwrap_or(address).trim_end_matches('/');
    let named = |key: &Key, size: u64| Input { name: format!("{root}/{key}"), size };
    let literal = key.find(['*', '?', '[']);
    if literal.is_none()
        && !key.is_empty()
        && !key.ends_with('/')
        && let Ok(meta) = store.head(&Key::from(key.as_str())).await
    {
        return Ok(vec![named(&meta.location, meta.size)]);
    }
    let prefix = &key[..literal.unwrap_or(key.len())];
    let prefix = prefix.rsplit_once('/').map_or("", |(folder, _)| folder);
    let prefix = if literal.is_some() { prefix } else { key.trim_end_matches('/') };
    let pattern = literal.is_some().then(|| Pattern::new(&key)).transpose();
    let pattern = pattern.with_context(|| format!("{address} is no pattern"))?;
    let prefix = Key::from(prefix);
    let list = store.list(Some(&prefix)).try_collect::<Vec<_>>().await;
    let mut found: Vec<Input> = list
        .with_context(|| format!("cannot list {address}"))?
        .iter()
        .filter(|meta| meta.size > 0)
        .filter(|meta| {
            let key = meta.location.as_ref();
            pattern.as_ref().is_none_or(|pattern| pattern.matches_with(key, WITHIN))
        })
        .map(|meta| named(&meta.location, meta.size))
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

impl Input {
    /// Its last part, whose ending helps to know the format.
    pub fn file_name(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or(&self.name)
    }

    /// Whether this is still the file that was found.
    ///
    /// # Errors
    /// When it is gone or has another size.
    pub fn verify(&self) -> Result<()> {
        if self.is_object() {
            return Ok(());
        }
        let size =
            fs::metadata(&self.name).with_context(|| format!("cannot open {}", self.name))?;
        if size.len() != self.size {
            bail!("{} was changed while it was read; begin anew in another folder", self.name);
        }
        Ok(())
    }

    fn is_object(&self) -> bool {
        self.name.starts_with("s3://")
    }

    /// Opens it. An object is first fetched into `scratch`, whole: so a connection that breaks
    /// costs no more than that, and Parquet can be read from its end.
    ///
    /// # Errors
    /// When it can't be opened or fetched.
    pub async fn open(&self, scratch: &Path) -> Result<Source> {
        let path = match self.is_object() {
            false => PathBuf::from(&self.name),
            true => {
                self.fetch(scratch).await.with_context(|| format!("cannot fetch {}", self.name))?
            }
        };
        let file = File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
        if self.is_object() {
            // The open file stays readable; nothing is left behind, whatever happens.
            let _ = fs::remove_file(&path);
        }
        Ok(Source::file(file))
    }

    async fn fetch(&self, scratch: &Path) -> Result<PathBuf> {
        let (store, key) = store(&self.name)?;
        fs::create_dir_all(scratch)?;
        let path = scratch.join("fetched");
        let mut file = tokio::fs::File::create(&path).await?;
        let mut bytes = store.get(&Key::from(key.as_str())).await?.into_stream();
        let mut size = 0;
        while let Some(chunk) = bytes.next().await {
            let chunk = chunk?;
            size += chunk.len() as u64;
            file.write_all(&chunk).await?;
        }
        file.flush().await?;
        if size != self.size {
            bail!("{size} bytes came of {}", self.size);
        }
        Ok(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn arguments_stand_for_files_in_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.jsonl", "a.jsonl", "sub/c.jsonl", ".hidden", "d.csv"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let root = folder.path().display().to_string();
        let names = async |argument: String| {
            let found = find(&[argument]).await.map_err(|error| error.to_string())?;
            let short = |input: Input| input.name.replace(&format!("{root}/"), "");
            Ok::<_, String>(found.into_iter().map(short).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(names(root.clone()).await.unwrap(), "a.jsonl b.jsonl d.csv sub/c.jsonl");
        assert_eq!(names(format!("{root}/*.jsonl")).await.unwrap(), "a.jsonl b.jsonl");
        assert_eq!(names(format!("{root}/**/c.*")).await.unwrap(), "sub/c.jsonl");
        assert_eq!(names(format!("file://{root}/d.csv")).await.unwrap(), "d.csv");
        for (wrong, why) in [
            (format!("{root}/none"), "there is no such file"),
            (format!("{root}/*.none"), "there is no file"),
            ("ftp://x/y".to_owned(), "ftp is not read here"),
            ("-".to_owned(), "write it to a file"),
        ] {
            let error = names(wrong).await.unwrap_err();
            assert!(error.contains(why), "{error}");
        }
    }
}
