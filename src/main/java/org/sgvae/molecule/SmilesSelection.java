package org.sgvae.molecule;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.sgvae.graph.Graph;
import org.sgvae.graph.family.Element;

/**
 * Which molecules of a file of SMILES are data: {@code FILE.smi}, all that can be graphs; {@code FILE.smi:MIN-MAX},
 * those of MIN to MAX heavy atoms; {@code ,elements=CNOF} after it, those of these elements only.
 *
 * @param text the specification
 * @param file the file
 * @param min least number of heavy atoms
 * @param max largest number of heavy atoms
 * @param elements the elements, at least one
 */
record SmilesSelection(String text, Path file, int min, int max, List<Element> elements) {
    private static final Pattern FORM =
            Pattern.compile("(?i)(.*\\.smi)(?::(\\d{1,9})-(\\d{1,9}))?(?:,elements=([a-z]+))?");
    private static final Pattern BETWEEN_SYMBOLS = Pattern.compile("(?=[A-Z])");

    SmilesSelection {
        elements = List.copyOf(elements);
        if (min < 1 || max < min) {
            throw new IllegalArgumentException(text + ": no molecules of " + min + " to " + max
                    + " heavy atoms; give FILE.smi:MIN-MAX, MIN at least 1");
        }
    }

    /**
     * Reads a specification.
     *
     * @return the selection, or empty if it is none of SMILES
     * @throws IllegalArgumentException if sizes or elements are wrong
     */
    static Optional<SmilesSelection> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        List<Element> elements = new ArrayList<>(List.of(Element.values()));
        if (parts.group(4) != null) {
            elements = BETWEEN_SYMBOLS
                    .splitAsStream(parts.group(4))
                    .map(Element::ofSymbol)
                    .toList();
        }
        return Optional.of(new SmilesSelection(
                text,
                Path.of(parts.group(1)),
                parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2)),
                parts.group(3) == null ? Integer.MAX_VALUE : Integer.parseInt(parts.group(3)),
                elements));
    }

    /** All molecules of a file. */
    static SmilesSelection all(Path file) {
        return new SmilesSelection(file.toString(), file, 1, Integer.MAX_VALUE, List.of(Element.values()));
    }

    /**
     * Checks a molecule.
     *
     * @param molecule with types of {@link Legend#ALL}
     * @return the same
     * @throws ObstacleException if it is not asked for
     */
    Graph require(Graph molecule) throws ObstacleException {
        Optional<Element> other = IntStream.range(0, molecule.nodes())
                .mapToObj(v -> Legend.ALL.elements().get(molecule.nodeType(v)))
                .filter(element -> !elements.contains(element))
                .findFirst();
        if (other.isPresent()) {
            throw new ObstacleException(Obstacle.ELEMENT, other.get().symbol());
        }
        if (molecule.nodes() < min || molecule.nodes() > max) {
            throw new ObstacleException(Obstacle.SIZE, molecule.nodes() + " heavy atoms");
        }
        return molecule;
    }
}
