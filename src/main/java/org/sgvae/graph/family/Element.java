package org.sgvae.graph.family;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The elements of SMILES' organic subset, and silicon; their normal valences are those of SMILES, but for nitrogen's
 * five.
 */
public enum Element {
    /** Boron. */
    B(5, 3),
    /** Carbon. */
    C(6, 4),
    /** Nitrogen; its valence 5 needs charges to be drawn well, so it is left out. */
    N(7, 3),
    /** Oxygen. */
    O(8, 2),
    /** Fluorine. */
    F(9, 1),
    /** Silicon. */
    SI(14, 4),
    /** Phosphorus. */
    P(15, 3, 5),
    /** Sulfur. */
    S(16, 2, 4, 6),
    /** Chlorine. */
    CL(17, 1),
    /** Bromine. */
    BR(35, 1),
    /** Iodine. */
    I(53, 1);

    private final int atomicNumber;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Integer> valences;

    Element(int atomicNumber, Integer... valences) {
        this.atomicNumber = atomicNumber;
        this.valences = List.of(valences);
    }

    /** {@return the atomic number} */
    public int atomicNumber() {
        return atomicNumber;
    }

    /** {@return the symbol, such as {@code Cl}} */
    public String symbol() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** {@return the largest sum of bond orders} */
    public int largestValence() {
        return valences.get(valences.size() - 1);
    }

    /** {@return whether there is no other normal valence} */
    public boolean hasOneValence() {
        return valences.size() == 1;
    }

    /**
     * Implicit hydrogens: as many as lead to the next normal valence.
     *
     * @param orderSum sum of the orders of the bonds to other heavy atoms
     * @return at least 0, or empty where the sum is beyond {@link #largestValence}
     */
    public Optional<Integer> hydrogens(int orderSum) {
        return valences.stream()
                .filter(valence -> valence >= orderSum)
                .findFirst()
                .map(valence -> valence - orderSum);
    }

    /**
     * The element of an atomic number.
     *
     * @param atomicNumber number of protons
     * @return the element, or empty if it is none of these
     */
    public static Optional<Element> of(int atomicNumber) {
        return Arrays.stream(values())
                .filter(element -> element.atomicNumber == atomicNumber)
                .findFirst();
    }

    /**
     * The element of a symbol.
     *
     * @param symbol such as {@code Cl}
     * @return the element
     * @throws IllegalArgumentException if it is none of these
     */
    public static Element ofSymbol(String symbol) {
        return Arrays.stream(values())
                .filter(element -> element.symbol().equals(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("element \"" + symbol + "\" is unknown; use "
                        + Arrays.stream(values()).map(Element::symbol).collect(Collectors.joining(", "))));
    }
}
