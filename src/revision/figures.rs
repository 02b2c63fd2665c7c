//! Derived figures, as they are printed.

use super::side::{Side, State};
use super::{FigureChange, FigureKind};
use crate::scoring::Standings;
use crate::values::with_comma;

type Figures = Vec<(FigureKind, String)>;

/// A block's figures that changed.
pub(super) fn of_block(was: Option<Side<'_>>, is: Option<Side<'_>>) -> Vec<FigureChange> {
    let block = is.or(was).map(|side| {
        let block = side.block();
        (block.id.value.clone(), block.name.value.clone())
    });
    let figures = |side: Option<Side<'_>>| side.map_or_else(Vec::new, |side| block_figures(&side));
    changed(block.as_ref(), &figures(was), &figures(is))
}

/// The figures of all agencies that changed.
pub(super) fn overall(old: State<'_>, new: State<'_>) -> Vec<FigureChange> {
    changed(None, &overall_figures(old), &overall_figures(new))
}

fn block_figures(side: &Side<'_>) -> Figures {
    let standings = side.standings;
    let mut figures = vec![
        (FigureKind::Count, standings.rows.len().to_string()),
        (FigureKind::Maximum, standings.maximum_printed.clone()),
        (FigureKind::Mean, standings.mean.printed.clone()),
    ];
    let tiers = side
        .dossier
        .tiers_of(side.block())
        .iter()
        .zip(&standings.tiers);
    for (tier, count) in tiers {
        let name = &tier.name.value;
        let share = format!("{}%", with_comma(&count.share));
        figures.push((FigureKind::TierCount(name.clone()), count.count.to_string()));
        figures.push((FigureKind::TierShare(name.clone()), share));
    }
    figures
}

fn overall_figures((_, standings): State<'_>) -> Figures {
    let mut figures = vec![(FigureKind::Count, ranked(standings).to_string())];
    if let Some(overall) = &standings.overall {
        figures.push((FigureKind::Maximum, overall.maximum_printed.clone()));
        figures.push((FigureKind::Mean, overall.mean.printed.clone()));
        if let Some(tier) = &overall.tier {
            figures.push((FigureKind::OverallTier, tier.clone()));
        }
    }
    figures
}

fn ranked(standings: &Standings) -> usize {
    standings.blocks.iter().map(|block| block.rows.len()).sum()
}

/// What differs: the new figures in their order, then the old ones that are gone.
fn changed(block: Option<&(String, String)>, old: &Figures, new: &Figures) -> Vec<FigureChange> {
    let find = |figures: &Figures, kind: &FigureKind| {
        let found = figures.iter().find(|(other, _)| other == kind);
        found.map(|(_, value)| value.clone())
    };
    let gone = old.iter().filter(|(kind, _)| find(new, kind).is_none());
    new.iter()
        .chain(gone)
        .map(|(kind, _)| FigureChange {
            block: block.cloned(),
            figure: kind.clone(),
            old: find(old, kind),
            new: find(new, kind),
        })
        .filter(|change| change.old != change.new)
        .collect()
}
