package org.sgvae.molecule;

import java.util.Locale;

/**
 * Why a SMILES cannot be a graph of heavy atoms and bonds without losing something. The first that applies is the one
 * that counts.
 */
public enum Obstacle {
    /** The text is no SMILES. */
    NOT_SMILES("not a SMILES"),
    /** A salt, a mixture. */
    SEVERAL_COMPONENTS("several components"),
    /** An atom that carries a charge. */
    CHARGE("a charge"),
    /** An atom of a given mass, deuterium too. */
    ISOTOPE("an isotope"),
    /** A metal, a noble gas, a wildcard, or an element that is not asked for or that the model's legend does not have. */
    ELEMENT("an element that is not in the legend"),
    /** Quadruple bonds; also those above what the model's legend has. */
    BOND("a bond that is not in the legend"),
    /** An atom map number. */
    ATOM_CLASS("an atom class"),
    /** More bonds than the largest valence of the element. */
    VALENCE("more bonds than the element's valence"),
    /** Hydrogens other than those the valence implies: radicals, for the most part; also hydrogens that bridge. */
    HYDROGENS("hydrogens other than the implied ones"),
    /** Aromatic bonds that have no Kekulé structure. */
    KEKULE("no Kekule structure"),
    /** More or fewer heavy atoms than are asked for. */
    SIZE("a number of heavy atoms that is not asked for");

    private final String description;

    Obstacle(String description) {
        this.description = description;
    }

    /** {@return a few words, such as {@code a charge}} */
    public String description() {
        return description;
    }

    /** {@return the key in JSON, such as {@code severalComponents}} */
    String key() {
        StringBuilder key = new StringBuilder();
        for (String word : name().split("_", -1)) {
            key.append(key.isEmpty() ? word.charAt(0) : Character.toUpperCase(word.charAt(0)));
            key.append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return key.substring(0, 1).toLowerCase(Locale.ROOT) + key.substring(1);
    }
}
