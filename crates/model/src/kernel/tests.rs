//! All kernels give the bits that the plain one gives, and those are the right ones.

use super::*;

/// A small generator, so that the tests need no crate for it: SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From -1 to 1.
    fn float(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1 << 23) as f32 - 1.0
    }

    fn floats(&mut self, count: usize) -> Vec<f32> {
        (0..count).map(|_| self.float()).collect()
    }

    fn lines(&mut self, count: usize) -> Vec<Line> {
        (0..count).map(|_| Line(std::array::from_fn(|_| self.float()))).collect()
    }

    /// From -127 to 127, the ends more often than the rest.
    fn byte(&mut self) -> u8 {
        let signed = match self.next() % 4 {
            0 => 127,
            1 => -127,
            _ => (self.next() % 255) as i32 - 127,
        };
        signed as i8 as u8
    }

    fn norm(&mut self, width: usize) -> Normalisation {
        Normalisation { weight: self.lines(width), bias: self.lines(width) }
    }
}

fn bits(lines: &[Line]) -> Vec<u32> {
    lines.iter().flat_map(|line| line.0).map(f32::to_bits).collect()
}

/// Runs with every kernel and compares with the plain one.
fn check(what: &str, run: impl Fn(&dyn Operations) -> Vec<Line>) -> Vec<Line> {
    let wanted = run(&plain::Plain);
    for kernel in Kernel::all_available() {
        let found = run(kernel.operations);
        assert!(bits(&found) == bits(&wanted), "{what} with {kernel:?}");
    }
    wanted
}

const ROWS: [usize; 9] = [1, 2, 3, 5, 6, 7, 13, 64, 256];

#[test]
fn products_are_exact() {
    let mut random = Random(1);
    for (inputs, outputs) in [(64, 64), (384, 128), (1536, 64)] {
        let weights: Vec<u8> = (0..inputs * outputs).map(|_| random.byte()).collect();
        let (scale, bias) = (vec![1.0; outputs], vec![0.0; outputs]);
        let packed = Packed::new(&weights, &scale, &bias, inputs);
        for rows in ROWS {
            // Whole numbers up to 127, so that quantising changes nothing and all sums are exact.
            let mut from = random.lines(rows * inputs / 16);
            for line in &mut from {
                line.0 = line.0.map(|_| f32::from(random.byte() as i8));
            }
            for row in from.chunks_exact_mut(inputs / 16) {
                row[0].0[0] = -127.0;
            }
            let found = check("products", |kernel| {
                let mut to = vec![Line::ZERO; rows * outputs / 16];
                let mut bytes = Quantised::default();
                bytes.resize(rows, inputs);
                kernel.quantise(&from, &mut bytes);
                kernel.multiply(&bytes, &packed, &mut to);
                to
            });
            for (row, found) in from.chunks_exact(inputs / 16).zip(found.chunks(outputs / 16)) {
                let row: Vec<i32> = row.iter().flat_map(|line| line.0).map(|x| x as i32).collect();
                for (weights, found) in
                    weights.chunks_exact(inputs).zip(found.iter().flat_map(|line| line.0))
                {
                    let products = row.iter().zip(weights).map(|(a, w)| a * i32::from(*w as i8));
                    assert_eq!(products.sum::<i32>() as f32, found);
                }
            }
        }
    }
}

#[test]
fn attention_is_the_mean_by_softmax() {
    let mut random = Random(2);
    for (heads, hidden) in [(4, 64), (4, 128), (2, 128), (1, 64)] {
        for rows in ROWS {
            let from = random.lines(rows * 3 * hidden / 16);
            let found = check("attention", |kernel| {
                let mut to = vec![Line::ZERO; rows * hidden / 16];
                let mut room = Attention::new(heads, hidden);
                // What an earlier window left must not show.
                kernel.attend(
                    &vec![Line([9.0; 16]); MAX_ROWS * 3 * hidden / 16],
                    &mut room,
                    &mut vec![Line::ZERO; MAX_ROWS * hidden / 16],
                );
                kernel.attend(&from, &mut room, &mut to);
                to
            });
            let at = |row: usize, column: usize| {
                let column = row * 3 * hidden + column;
                f64::from(from[column / 16].0[column % 16])
            };
            let width = hidden / heads;
            for (row, column) in [(0, 0), (rows / 2, hidden / 2), (rows - 1, hidden - 1)] {
                let head = column / width * width;
                let powers: Vec<f64> = (0..rows)
                    .map(|other| {
                        let products =
                            (head..head + width).map(|d| at(row, d) * at(other, hidden + d));
                        (products.sum::<f64>() / (width as f64).sqrt()).exp()
                    })
                    .collect();
                let weighted =
                    powers.iter().enumerate().map(|(j, p)| p * at(j, 2 * hidden + column));
                let wanted = weighted.sum::<f64>() / powers.iter().sum::<f64>();
                let place = row * hidden + column;
                let found = f64::from(found[place / 16].0[place % 16]);
                assert!((found - wanted).abs() < 1e-5, "{found} for {wanted}");
            }
        }
    }
}

#[test]
fn gelu_is_near() {
    let from: Vec<Line> = (-512..512)
        .map(|i| Line(std::array::from_fn(|j| (i * 16 + j as i32) as f32 / 800.0)))
        .collect();
    let found = check("GELU", |kernel| {
        let mut to = from.clone();
        let mut bytes = Quantised::default();
        bytes.resize(16, 1024);
        kernel.activate(&mut to, &mut bytes);
        to
    });
    // Values of the exact function.
    for (x, wanted) in [
        (-10.0, 0.0),
        (-3.0, -0.004_049_69),
        (-1.0, -0.158_655_3),
        (0.0, 0.0),
        (1.0, 0.841_344_8),
        (8.0, 8.0),
    ] {
        let place = (x * 800.0) as i32 + 512 * 16;
        let found = found[place as usize / 16].0[place as usize % 16];
        assert!((found - wanted).abs() < 2e-5, "{found} for {x}");
    }
}

#[test]
fn the_rest_is_alike() {
    let mut random = Random(3);
    for width in [4, 24] {
        let (norm, rows, more) =
            (random.norm(width), random.lines(7 * width), random.lines(7 * width));
        let weights: Vec<u8> = (0..64 * width * 16).map(|_| random.byte()).collect();
        let packed = Packed::new(&weights, &random.floats(64), &random.floats(64), width * 16);
        check("normalisation, quantised", |kernel| {
            let (mut rows, mut to) = (rows.clone(), vec![Line::ZERO; 7 * 4]);
            let mut bytes = Quantised::default();
            bytes.resize(7, width * 16);
            kernel.normalise(&mut rows, &more, &norm, &mut bytes);
            kernel.multiply(&bytes, &packed, &mut to);
            [rows, to].concat()
        });
        check("embedding", |kernel| {
            let mut to = vec![Line::ZERO; width];
            let added = [&rows[..width], &rows[width..], &more[..width], &more[width..]];
            kernel.embed(weights[..width * 16].as_chunks().0, 0.03, added, &norm, &mut to);
            to
        });
        let bias = random.floats(14);
        let weights = random.lines(14 * width);
        check("projection", |kernel| {
            let mut to = [0.0; 7 * 14];
            kernel.project(&rows, &weights, &bias, &mut to);
            to.map(|x| Line([x; 16])).to_vec()
        });
    }
}

#[test]
fn a_row_of_nothing_stays_one() {
    check("zeros", |kernel| {
        let mut bytes = Quantised::default();
        bytes.resize(2, 64);
        kernel.quantise(&[Line::ZERO; 8], &mut bytes);
        let packed = Packed::new(&[127; 64 * 64], &[1.0; 64], &[0.0; 64], 64);
        let mut to = vec![Line([1.0; 16]); 8];
        kernel.multiply(&bytes, &packed, &mut to);
        assert!(to.iter().all(|line| line.0 == [0.0; 16]));
        to
    });
}
