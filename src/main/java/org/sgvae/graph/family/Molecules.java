package org.sgvae.graph.family;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphProperty;
import org.sgvae.graph.ValenceGraphs;
import org.sgvae.graph.data.FamilySpecification;
import org.sgvae.graph.data.FamilySpecification.Range;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.graph.data.GraphFamily;
import org.sgvae.random.RandomKey;

/**
 * All molecules of a few heavy atoms, each once: every connected graph of single, double and triple bonds within the
 * {@link Element}s' valences, with hydrogens where bonds are free. Stability plays no part.
 *
 * <p>Node type i is the i-th element asked for, edge type j a bond of order j + 1. They are enumerated when they are
 * asked for, which takes seconds for 300,000.
 */
public final class Molecules implements GraphFamily {
    private static final int MAX_ATOMS = 9;
    private static final int MAX_MOLECULES = 1_000_000;
    private static final int LARGEST_ORDER = 3;
    private static final Pattern BETWEEN_SYMBOLS = Pattern.compile("(?=[A-Z])");

    @Override
    public String name() {
        return "molecules";
    }

    @Override
    public String form() {
        return "molecules:MIN-MAX";
    }

    @Override
    public String description() {
        return "all molecules of MIN to MAX heavy atoms, each once;"
                + " elements=CNO, or others of B, C, N, O, F, Si, Cl, Br and I";
    }

    @Override
    public GraphDistribution parse(FamilySpecification asked) {
        Range atoms = asked.range(1, MAX_ATOMS);
        try {
            List<Element> elements = BETWEEN_SYMBOLS
                    .splitAsStream(asked.text("elements", "CNO"))
                    .map(Element::ofSymbol)
                    .toList();
            return new Universe(atoms, elements);
        } catch (IllegalArgumentException e) {
            throw asked.wrong(": " + e.getMessage());
        }
    }

    /** Molecules that are equally likely. */
    public static final class Universe implements GraphDistribution {
        private final Range atoms;
        private final MoleculeProperty property;
        private final List<Graph> molecules;

        private Universe(Range atoms, List<Element> elements) {
            if (elements.stream().distinct().count() < elements.size()) {
                throw new IllegalArgumentException("an element comes twice; give each once");
            }
            for (Element element : elements) {
                if (!element.hasOneValence()) {
                    throw new IllegalArgumentException(
                            element.symbol() + " has several valences; give elements that have one");
                }
            }
            this.atoms = atoms;
            property = new MoleculeProperty(elements, LARGEST_ORDER);
            molecules = ValenceGraphs.all(property.rule(), atoms.min(), atoms.max(), MAX_MOLECULES);
        }

        /** {@return the elements, by node type} */
        public List<Element> elements() {
            return property.elements();
        }

        /** {@return the number of molecules N} */
        @Override
        public int sizes() {
            return molecules.size();
        }

        @Override
        public int graphsPerSize() {
            return 1;
        }

        @Override
        public boolean isRandom() {
            return false;
        }

        @Override
        public Graph draw(int size, RandomKey key) {
            return molecules.get(size);
        }

        @Override
        public int nodeTypes() {
            return property.elements().size();
        }

        @Override
        public int edgeTypes() {
            return LARGEST_ORDER;
        }

        @Override
        public GraphProperty property() {
            return property;
        }

        /** \(1/N\) for each of the molecules. */
        @Override
        public Optional<Probability> probability() {
            double logN = StrictMath.log(molecules.size());
            return Optional.of(new Probability() {
                @Override
                public double logProbability(Graph graph) {
                    return atoms.contains(graph.nodes()) && property.test(graph) ? -logN : Double.NEGATIVE_INFINITY;
                }

                @Override
                public OptionalDouble entropy() {
                    return OptionalDouble.of(logN);
                }
            });
        }
    }
}
