package org.sgvae.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.sgvae.random.RandomKey;

/** The families of graphs that {@link DataSets} makes, by what a specification asks for. */
enum GraphFamily {
    CYCLES(GraphKind.CYCLE, false) {
        @Override
        List<Recipe> recipes(FamilySpecification asked) {
            return each(asked.range(3, MOST_NODES), n -> key -> GraphFamilies.cycle(n));
        }
    },

    PATHS(GraphKind.PATH, false) {
        @Override
        List<Recipe> recipes(FamilySpecification asked) {
            return each(asked.range(1, MOST_NODES), n -> key -> GraphFamilies.path(n));
        }
    },

    STARS(GraphKind.STAR, false) {
        @Override
        List<Recipe> recipes(FamilySpecification asked) {
            return each(asked.range(1, MOST_NODES), n -> key -> GraphFamilies.star(n));
        }
    },

    GRIDS(GraphKind.GRID, false) {
        @Override
        List<Recipe> recipes(FamilySpecification asked) {
            return asked.rectangles(2, MOST_SIDE).stream()
                    .<Recipe>map(sides -> key -> GraphFamilies.grid(sides[0], sides[1]))
                    .toList();
        }
    },

    LADDERS(GraphKind.LADDER, false) {
        @Override
        List<Recipe> recipes(FamilySpecification asked) {
            int[] range = asked.range(4, MOST_NODES);
            int[] rungs = {(range[0] + 1) / 2, range[1] / 2};
            if (rungs[0] > rungs[1]) {
                throw asked.wrong(": a ladder has an even number of nodes; ask for one");
            }
            return each(rungs, r -> key -> GraphFamilies.ladder(r));
        }
    },

    TREES(GraphKind.TREE, true) {
        @Override
        List<Recipe> recipes(FamilySpecification asked) {
            return each(asked.range(1, MOST_NODES), n -> key -> RandomFamilies.tree(n, key));
        }
    },

    LOBSTERS(GraphKind.LOBSTER, true) {
        @Override
        List<Recipe> recipes(FamilySpecification asked) {
            double p1 = asked.share("p1", 0.7, RandomFamilies.MOST_LEGS);
            double p2 = asked.share("p2", 0.7, RandomFamilies.MOST_LEGS);
            return each(asked.range(1, MOST_LOBSTER), n -> key -> RandomFamilies.lobster(n, p1, p2, key));
        }
    },

    BA(GraphKind.CONNECTED, true) {
        @Override
        List<Recipe> recipes(FamilySpecification asked) {
            int m = (int) asked.whole("m", 2, 1, 100);
            return each(asked.range(m + 1, MOST_DENSE), n -> key -> RandomFamilies.barabasiAlbert(n, m, key));
        }
    },

    COMMUNITIES(GraphKind.CONNECTED, true) {
        @Override
        List<Recipe> recipes(FamilySpecification asked) {
            int communities = (int) asked.whole("communities", 2, 1, MOST_DENSE);
            double within = asked.share("within", 0.7, 1);
            double between = asked.share("between", 0.01, 1);
            return each(
                    asked.range(communities, MOST_DENSE),
                    n -> key -> RandomFamilies.communities(n, communities, within, between, key));
        }
    };

    /** How a graph of one size is made. */
    @FunctionalInterface
    interface Recipe {
        /** The graph; where nothing is random the key does not matter. */
        Graph draw(RandomKey key);
    }

    private static final int MOST_NODES = 100_000;
    private static final int MOST_SIDE = 300;
    private static final int MOST_LOBSTER = 1000; // the time of drawing one grows with the square
    private static final int MOST_DENSE = 5000;

    private final GraphKind kind;
    private final boolean random;

    GraphFamily(GraphKind kind, boolean random) {
        this.kind = kind;
        this.random = random;
    }

    /** The family that a specification begins with, up to its colon. */
    static Optional<GraphFamily> of(String specification) {
        return Arrays.stream(values())
                .filter(family -> specification.startsWith(family + ":"))
                .findFirst();
    }

    /** What its graphs are, and what is therefore valid. */
    GraphKind kind() {
        return kind;
    }

    /** Whether graphs of one size differ. */
    boolean isRandom() {
        return random;
    }

    /**
     * A recipe for each size asked for, ascending.
     *
     * @throws IllegalArgumentException if the sizes or options are not understood or out of range
     */
    abstract List<Recipe> recipes(FamilySpecification asked);

    /** As in specifications. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static List<Recipe> each(int[] range, IntFunction<Recipe> recipe) {
        return IntStream.rangeClosed(range[0], range[1]).mapToObj(recipe).toList();
    }
}
