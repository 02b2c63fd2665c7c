//! Formulas of ranks.

/// What one sheet's agencies are compared by, as columns of cells.
pub(super) struct Compared {
    /// 1 in the rows of agencies that hold a rank.
    pub(super) holds: String,
    /// What decides first, then what decides between equals; more is better.
    pub(super) keys: Vec<String>,
}

/// The rank of a row among those of all sheets: one more than there are better ones ("1224").
pub(super) fn rank(sheets: &[Compared], own: &[String]) -> String {
    let better: Vec<String> = sheets
        .iter()
        .map(|sheet| {
            let steps: Vec<String> = (0..own.len())
                .map(|step| {
                    let equal = (0..step)
                        .map(|before| format!("({}={})*", sheet.keys[before], own[before]));
                    format!(
                        "{}({}>{})",
                        equal.collect::<String>(),
                        sheet.keys[step],
                        own[step]
                    )
                })
                .collect();
            format!("SUMPRODUCT(({}=1)*({}))", sheet.holds, steps.join("+"))
        })
        .collect();
    format!("{}+1", better.join("+"))
}

#[cfg(test)]
mod tests {
    use super::{Compared, rank};

    #[test]
    fn the_second_key_decides_between_equals() {
        let sheet = Compared {
            holds: "A1:A3".into(),
            keys: vec!["B1:B3".into(), "C1:C3".into()],
        };
        assert_eq!(
            rank(&[sheet], &["B1".into(), "C1".into()]),
            "SUMPRODUCT((A1:A3=1)*((B1:B3>B1)+(B1:B3=B1)*(C1:C3>C1)))+1"
        );
    }
}
