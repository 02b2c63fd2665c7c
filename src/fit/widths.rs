//! Who gives way where the columns of a table need more room than there is.

use crate::document::Column;
use crate::style::table as rules;

/// Widths of the columns, as near to the ideal ones as the least ones allow, within the room; all in
/// twips. `None` if there is too little.
///
/// The name column gives way first, down to its least width or a floor; then all others, in the
/// measure of what they can spare.
pub(super) fn give_way(
    ideal: &[i32],
    least: &[i32],
    columns: &[Column],
    room: i32,
) -> Option<Vec<i32>> {
    let mut widths: Vec<i32> = (ideal.iter().zip(least))
        .map(|(ideal, least)| *ideal.max(least))
        .collect();
    // what the ideal widths take beyond the room, by rounding, is no excess
    let room = room.max(ideal.iter().sum());
    let mut excess = widths.iter().sum::<i32>() - room;
    let name = columns.iter().position(|column| *column == Column::Name);
    let mut spare: Vec<i32> = (widths.iter().zip(least))
        .map(|(width, least)| width - least)
        .collect();
    if let Some(name) = name {
        let floor = least[name].max(rules::NAME_FLOOR.twips());
        let given = (widths[name] - floor).clamp(0, excess.max(0));
        widths[name] -= given;
        excess -= given;
        spare[name] = 0;
    }
    let all: i32 = spare.iter().sum();
    if excess > all {
        return None;
    }
    let (mut given, mut met) = (0, 0);
    for (width, spare) in widths.iter_mut().zip(spare) {
        // rounded where the sums stand, so that what is given adds up
        met += spare;
        let sum = (i64::from(met) * i64::from(excess.max(0)) / i64::from(all.max(1))) as i32;
        *width -= sum - given;
        given = sum;
    }
    Some(widths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Column::{Figures, Name, Position, Total};

    const COLUMNS: [Column; 5] = [Position, Name, Figures, Figures, Total];

    #[test]
    fn ideal_widths_that_suffice_stay() {
        let ideal = [700, 3000, 900, 900, 900];
        let widths = give_way(&ideal, &[500, 900, 900, 500, 500], &COLUMNS, 6400);
        assert_eq!(widths.as_deref(), Some(&ideal[..]));
    }

    #[test]
    fn the_name_column_gives_way_first() {
        let ideal = [700, 3000, 900, 900, 900];
        let widths = give_way(&ideal, &[500, 900, 1200, 1000, 500], &COLUMNS, 6400);
        assert_eq!(widths, Some(vec![700, 2600, 1200, 1000, 900]));
    }

    #[test]
    fn then_the_others_give_what_they_can_spare() {
        let ideal = [700, 2000, 900, 900, 900];
        let least = [500, 900, 1400, 900, 500];
        let widths = give_way(&ideal, &least, &COLUMNS, 5400).expect("room");
        assert_eq!(widths.iter().sum::<i32>(), 5400);
        assert_eq!(widths[1], rules::NAME_FLOOR.twips());
        assert!(
            widths
                .iter()
                .zip(least)
                .all(|(width, least)| *width >= least)
        );
        assert!(widths[0] < 700 && widths[4] < 900);
    }

    #[test]
    fn too_little_room_is_said() {
        let least = [500, 900, 1400, 1400, 500];
        assert_eq!(
            give_way(&[700, 2000, 900, 900, 900], &least, &COLUMNS, 5400),
            None
        );
    }
}
