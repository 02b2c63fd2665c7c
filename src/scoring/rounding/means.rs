//! Means that a reader computes otherwise from what is printed.

use num_rational::BigRational;

use super::super::exact::{printed, rounded, whole};
use super::super::{BlockStandings, Figure, Overall};
use super::{Review, SHOWN, unrounded};
use crate::diagnostics::Diagnostic;
use crate::dossier::{Dossier, OverallMethod};

impl Review<'_> {
    /// The mean is not that of the printed scores.
    pub(super) fn mean(&self) -> Option<Diagnostic> {
        let (figures, mean) = (self.counted(), &self.standings.mean);
        let decimals = self.block.mean_decimals(&self.dossier.rules);
        let by_reader = mean_of_printed(&figures)?;
        let reads = printed(&by_reader, decimals);
        if reads == mean.printed {
            return None;
        }
        let count = figures.len();
        let sum: BigRational = figures.iter().map(|figure| figure.as_printed()).sum();
        let message = format!(
            "Điểm trung bình của {} in {}, cộng các điểm in ra chia {count} lại được {reads}",
            self.name(),
            mean.printed
        );
        let note = format!(
            "điểm in ra: tổng {} / {count} = {}; điểm chưa làm tròn: tổng {} / {count} = {}",
            unrounded(&sum),
            unrounded(&by_reader),
            unrounded(&self.standings.sum),
            unrounded(&mean.exact)
        );
        let problem = Diagnostic::warning("KQ022", message)
            .at(self.block.name.span, "người đọc tính lại được số khác")
            .with_note(note);
        Some(problem.with_remedy(self.remedy()))
    }

    /// The scores that the mean counts.
    fn counted(&self) -> Vec<&Figure> {
        let rows = self.standings.rows.iter().map(|row| &row.result);
        let others = self.standings.others.iter();
        let others = others.filter_map(|other| other.result.as_ref());
        let others = others.filter(|_| self.dossier.rules.counts_unranked);
        rows.chain(others).map(|result| &result.score).collect()
    }
}

/// Warns of an overall mean that is not that of the printed figures.
pub(in super::super) fn review_overall(
    dossier: &Dossier,
    blocks: &[BlockStandings],
    overall: &Overall,
) -> Option<Diagnostic> {
    let figures = figures_of_all(dossier, blocks, overall)?;
    let mean = |figures: &mut dyn Iterator<Item = BigRational>| {
        let figures: Vec<BigRational> = figures.collect();
        figures.iter().sum::<BigRational>() / whole(figures.len().max(1))
    };
    let decimals = dossier.rules.mean_decimals();
    let by_reader = mean(
        &mut figures
            .iter()
            .map(|(figure, scale)| figure.as_printed() * scale),
    );
    let reads = printed(&by_reader, decimals);
    if reads == overall.mean.printed {
        return None;
    }
    let is_of_blocks = overall.method == OverallMethod::Blocks;
    let what = if is_of_blocks {
        "các điểm trung bình in ra của từng khối"
    } else {
        "các điểm in ra"
    };
    let message = format!(
        "Điểm trung bình chung in {}, tính từ {what} lại được {reads}",
        overall.mean.printed
    );
    // so many that both ways give the same
    let enough = (decimals + 1..=SHOWN).find(|decimals| {
        let cut =
            |(figure, scale): &(&Figure, BigRational)| rounded(&figure.exact, *decimals) * scale;
        let by_reader = mean(&mut figures.iter().map(cut));
        printed(&by_reader, *decimals) == printed(&overall.mean.exact, *decimals)
    });
    let key = if is_of_blocks {
        "so_le_trung_binh"
    } else {
        "so_le"
    };
    let more = enough.map_or(String::new(), |enough| {
        format!(". Muốn người đọc tính lại được thì ghi `{key}: {enough}` trong `cach_tinh`")
    });
    let place = dossier.blocks.first()?.name.span;
    Some(
        Diagnostic::warning("KQ022", message)
            .at(place, "người đọc tính lại được số khác")
            .with_note(format!(
                "từ số in ra: {}; từ số chưa làm tròn: {}",
                unrounded(&by_reader),
                unrounded(&overall.mean.exact)
            ))
            .with_remedy(format!("Số in ra là đúng: không làm tròn hai lần{more}")),
    )
}

/// What the overall mean is taken of, each with what puts it on the mean's scale.
fn figures_of_all<'a>(
    dossier: &Dossier,
    blocks: &'a [BlockStandings],
    overall: &Overall,
) -> Option<Vec<(&'a Figure, BigRational)>> {
    let scale = |block: &BlockStandings| &overall.maximum / &block.maximum;
    match overall.method {
        _ if blocks.len() < 2 => None,
        OverallMethod::Blocks => {
            let counted = blocks.iter().filter(|block| block.counted > 0);
            Some(counted.map(|block| (&block.mean, scale(block))).collect())
        }
        OverallMethod::Agencies if !dossier.rules.counts_unranked => {
            let of_block = |block: &'a BlockStandings| {
                let scale = scale(block);
                block
                    .rows
                    .iter()
                    .map(move |row| (&row.result.score, scale.clone()))
            };
            Some(blocks.iter().flat_map(of_block).collect())
        }
        OverallMethod::Agencies | OverallMethod::Quoted | OverallMethod::None => None,
    }
}

fn mean_of_printed(figures: &[&Figure]) -> Option<BigRational> {
    let sum: BigRational = figures.iter().map(|figure| figure.as_printed()).sum();
    (!figures.is_empty()).then(|| sum / whole(figures.len()))
}
