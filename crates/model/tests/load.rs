//! Files of weights that are not as they should be.

use std::collections::HashMap;

use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use sayso_model::{LoadError, LoadErrorKind, Model, Scratch};

static TINY: &[u8] = include_bytes!("tiny.safetensors");

type Tensors = HashMap<String, (Dtype, Vec<usize>, Vec<u8>)>;

/// Loads the tiny model after a change.
fn changed(
    change: impl FnOnce(&mut Tensors, &mut HashMap<String, String>),
) -> Result<Model, LoadError> {
    let file = SafeTensors::deserialize(TINY).unwrap();
    let (_, header) = SafeTensors::read_metadata(TINY).unwrap();
    let mut metadata = header.metadata().clone().unwrap();
    let mut tensors: Tensors = file
        .iter()
        .map(|(name, t)| (name.to_owned(), (t.dtype(), t.shape().to_vec(), t.data().to_vec())))
        .collect();
    change(&mut tensors, &mut metadata);
    let views = tensors.iter().map(|(name, (dtype, shape, data))| {
        (name.clone(), TensorView::new(*dtype, shape.clone(), data).unwrap())
    });
    let bytes = safetensors::serialize(views, Some(metadata)).unwrap();
    Model::load(bytes.leak())
}

/// Checks that a change is refused, for this reason and with these words.
fn refused(
    kind: LoadErrorKind,
    words: &str,
    change: impl FnOnce(&mut Tensors, &mut HashMap<String, String>),
) {
    let error = changed(change).err().expect(words);
    assert_eq!(error.kind(), kind, "{error}");
    assert!(error.to_string().contains(words), "{error}");
}

#[test]
fn an_unchanged_file_loads() {
    let model = changed(|_, _| ()).unwrap();
    assert_eq!((model.version(), model.window()), ("tiny-1", 254));
    assert_eq!(model.decode_settings()["core"], 208);
}

#[test]
fn wrong_files_are_refused() {
    use LoadErrorKind::*;
    let set = |key: &'static str, value: &'static str| {
        move |_: &mut Tensors, metadata: &mut HashMap<String, String>| {
            metadata.insert(key.into(), value.into());
        }
    };
    refused(Format, "its format is \"2\"", set("format", "2"));
    refused(Config, "cannot be understood", set("config", "{}"));
    refused(
        Config,
        "`hidden`",
        set("config", r#"{"layers":2,"hidden":60,"heads":4,"intermediate":128,"window":254}"#),
    );
    refused(
        Config,
        "`window`",
        set("config", r#"{"layers":2,"hidden":64,"heads":4,"intermediate":128,"window":255}"#),
    );
    refused(
        Tensor,
        "`layer.2.qkv.weight` is missing",
        set("config", r#"{"layers":3,"hidden":64,"heads":4,"intermediate":128,"window":254}"#),
    );
    refused(Format, "lack `version`", |_, metadata| drop(metadata.remove("version")));
}

#[test]
fn wrong_tensors_are_refused() {
    use LoadErrorKind::*;
    refused(Tensor, "`entity.bias` is missing", |t, _| drop(t.remove("entity.bias")));
    refused(Tensor, "`tag.weight` is F32 [64, 7]", |t, _| {
        t.get_mut("tag.weight").unwrap().1 = vec![64, 7];
    });
    refused(Tensor, "`link.bias` is I32", |t, _| {
        t.get_mut("link.bias").unwrap().0 = Dtype::I32;
    });
    refused(Tensor, "`layer.1.up.weight` holds -128", |t, _| {
        t.get_mut("layer.1.up.weight").unwrap().2[77] = 0x80;
    });
    refused(Tensor, "not finite", |t, _| {
        t.get_mut("link.distance").unwrap().2[..4].copy_from_slice(&f32::NAN.to_le_bytes());
    });
    let vocabulary = |bytes: &'static [u8]| {
        |t: &mut Tensors, _: &mut HashMap<String, String>| {
            t.insert("vocab".into(), (Dtype::U8, vec![bytes.len()], bytes.to_vec()));
        }
    };
    refused(Vocabulary, "UTF-8", vocabulary(b"[UNK]\n\xff"));
    refused(Vocabulary, "lacks [SEP]", vocabulary(b"[UNK]\n[CLS]\nthe"));
    refused(Tensor, "`embeddings.word`", vocabulary(b"[UNK]\n[CLS]\n[SEP]"));
}

#[test]
fn broken_bytes_never_panic() {
    assert_eq!(Model::load(b"").err().unwrap().kind(), LoadErrorKind::File);
    assert_eq!(Model::load(&TINY[..TINY.len() - 1]).err().unwrap().kind(), LoadErrorKind::File);
    let header = 8 + u64::from_le_bytes(*TINY.first_chunk().unwrap()) as usize;
    for at in (0..header).step_by(41) {
        let mut bytes = TINY.to_vec();
        bytes[at] ^= 1 << (at % 8);
        // Some changes leave a file that is right; most do not.
        _ = Model::load(bytes.leak());
    }
}

#[test]
#[should_panic(expected = "at most 254 pieces")]
fn too_long_a_window_is_a_mistake_of_the_caller() {
    let model = Model::load(TINY).unwrap();
    let pieces = model.tokenize(&"the ".repeat(255));
    model.encode(&pieces, &mut Scratch::new());
}
