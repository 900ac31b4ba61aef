//! Patches over patches.

/// Patches with later ones in place of earlier ones on the same key.
pub fn overlaid(earlier: &[String], later: &[String]) -> Vec<String> {
    let key = |patch: &String| {
        patch
            .split('=')
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let keys: Vec<_> = later.iter().map(key).collect();
    let kept = earlier.iter().filter(|patch| !keys.contains(&key(patch)));
    kept.chain(later).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_patch_on_a_key_counts() {
        let of = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
        let all = overlaid(&of(&["a=1", "b=2"]), &of(&["a = 3"]));
        assert_eq!(all, of(&["b=2", "a = 3"]));
    }
}
