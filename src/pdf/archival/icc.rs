//! The sRGB output profile (ICC.1:2001-04, version 2.1): three primaries adapted to D50 and the
//! tone curve of IEC 61966-2-1, written here so that no file of another's licence is shipped.

/// Points of the tone curve.
const CURVE_POINTS: u16 = 256;
/// The illuminant of the profile connection space, D50, as XYZ.
const D50: [f64; 3] = [0.9642, 1.0, 0.8249];
/// The primaries of sRGB adapted to D50 (Bradford), as XYZ.
const PRIMARIES: [(&[u8; 4], [f64; 3]); 3] = [
    (b"rXYZ", [0.436_074_7, 0.222_504_5, 0.013_932_2]),
    (b"gXYZ", [0.385_064_9, 0.716_878_6, 0.097_104_5]),
    (b"bXYZ", [0.143_080_4, 0.060_616_9, 0.714_173_3]),
];
/// Length of the header.
const HEADER: usize = 128;
/// Length of an entry of the tag table.
const ENTRY: usize = 12;

/// Name of the profile, also the output condition.
pub(super) const NAME: &str = "sRGB IEC61966-2.1";

/// The profile's bytes.
#[must_use]
pub(super) fn srgb() -> Vec<u8> {
    let curve = curve();
    let mut tags: Vec<(&[u8; 4], Vec<u8>)> = vec![
        (b"desc", description()),
        (b"cprt", text("CC0")),
        (b"wtpt", xyz(D50)),
    ];
    tags.extend(PRIMARIES.map(|(name, value)| (name, xyz(value))));
    let curves: [&[u8; 4]; 3] = [b"rTRC", b"gTRC", b"bTRC"];
    let start = HEADER + 4 + ENTRY * (tags.len() + curves.len());
    let mut table = Vec::new();
    let mut data: Vec<u8> = Vec::new();
    let mut entry = |name: &[u8; 4], at: usize, length: usize| {
        table.extend_from_slice(name);
        table.extend_from_slice(&long(at));
        table.extend_from_slice(&long(length));
    };
    for (name, bytes) in &tags {
        entry(name, start + data.len(), bytes.len());
        data.extend_from_slice(bytes);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    for name in curves {
        entry(name, start + data.len(), curve.len());
    }
    data.extend_from_slice(&curve);
    let mut profile = header(start + data.len());
    profile.extend_from_slice(&long(tags.len() + curves.len()));
    profile.extend_from_slice(&table);
    profile.extend_from_slice(&data);
    profile
}

fn long(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes()
}

fn header(size: usize) -> Vec<u8> {
    let mut header = vec![0; HEADER];
    let mut put = |at: usize, bytes: &[u8]| {
        if let Some(place) = header.get_mut(at..at + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    };
    put(0, &long(size));
    put(8, &[2, 0x10, 0, 0]);
    put(12, b"mntrRGB XYZ ");
    // the day IEC 61966-2-1 appeared: year, month, day
    put(24, &[0x07, 0xcf, 0, 10, 0, 18]);
    put(36, b"acsp");
    for (index, value) in D50.into_iter().enumerate() {
        put(68 + 4 * index, &fixed(value));
    }
    header
}

/// s15Fixed16Number.
fn fixed(number: f64) -> [u8; 4] {
    ((number * 65_536.0).round() as i32).to_be_bytes()
}

fn xyz(value: [f64; 3]) -> Vec<u8> {
    let mut bytes = b"XYZ \0\0\0\0".to_vec();
    bytes.extend(value.into_iter().flat_map(fixed));
    bytes
}

fn text(words: &str) -> Vec<u8> {
    let mut bytes = b"text\0\0\0\0".to_vec();
    bytes.extend_from_slice(words.as_bytes());
    bytes.push(0);
    bytes
}

/// textDescriptionType: ASCII alone, the Unicode and script parts empty.
fn description() -> Vec<u8> {
    const EMPTY_PARTS: usize = 4 + 4 + 2 + 1 + 67;
    let mut bytes = b"desc\0\0\0\0".to_vec();
    bytes.extend_from_slice(&long(NAME.len() + 1));
    bytes.extend_from_slice(NAME.as_bytes());
    bytes.resize(bytes.len() + 1 + EMPTY_PARTS, 0);
    bytes
}

fn curve() -> Vec<u8> {
    let mut bytes = b"curv\0\0\0\0".to_vec();
    bytes.extend_from_slice(&long(usize::from(CURVE_POINTS)));
    for point in 0..CURVE_POINTS {
        let value = f64::from(point) / f64::from(CURVE_POINTS - 1);
        let linear = if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        };
        let scaled = (linear * f64::from(u16::MAX)).round() as u16;
        bytes.extend_from_slice(&scaled.to_be_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_a_profile_of_its_own_size() {
        let profile = srgb();
        assert_eq!(profile[..4], long(profile.len()));
        assert_eq!(&profile[36..40], b"acsp");
        assert_eq!(&profile[12..24], b"mntrRGB XYZ ");
        let count = profile[131];
        for index in 0..usize::from(count) {
            let entry = &profile[132 + 12 * index..144 + 12 * index];
            let number = |at: usize| {
                let bytes = <[u8; 4]>::try_from(&entry[at..at + 4]).expect("four bytes");
                u32::from_be_bytes(bytes) as usize
            };
            assert_eq!(number(4) % 4, 0, "tags stand on multiples of four");
            assert!(number(4) + number(8) <= profile.len());
        }
    }

    #[test]
    fn white_is_the_sum_of_the_primaries() {
        for axis in 0..3 {
            let sum: f64 = PRIMARIES.iter().map(|(_, value)| value[axis]).sum();
            // published primaries sum to D50 within 0.0004; half a step of 8 bits is 0.002
            assert!((sum - D50[axis]).abs() < 0.000_5);
        }
    }
}
