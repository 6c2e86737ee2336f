//! "Did you mean": the known word that is nearest to a misspelt one.

/// The one of `known` that differs least from `word`, when it differs little: at most a third of its letters.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = word.chars().count().div_ceil(3).min(3);
    known
        .into_iter()
        .map(|it| (distance(&word.to_lowercase(), &it.to_lowercase()), it))
        .filter(|it| it.0 <= most)
        .min()
        .map(|it| it.1)
}

/// Edit distance by Levenshtein, in characters; long words are not compared.
fn distance(left: &str, right: &str) -> usize {
    const LONG: usize = 64;
    let right: Vec<char> = right.chars().take(LONG + 1).collect();
    if right.len() > LONG || left.chars().count() > LONG {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().enumerate() {
        let mut before = i;
        let mut here = i + 1;
        for (slot, b) in row.iter_mut().skip(1).zip(&right) {
            here = (before + usize::from(a != *b)).min(*slot + 1).min(here + 1);
            before = std::mem::replace(slot, here);
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_word_finds_its_neighbour_and_a_foreign_word_none() {
        assert_eq!(nearest("onwer", ["owner", "unit", "owner_deputy"]), Some("owner"));
        assert_eq!(nearest("Owner", ["owner", "unit"]), Some("owner"));
        assert_eq!(nearest("xyz", ["owner", "unit"]), None);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("åäö", "åäö"), 0);
    }
}
