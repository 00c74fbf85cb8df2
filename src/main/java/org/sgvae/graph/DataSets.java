package org.sgvae.graph;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sgvae.random.RandomKey;

/**
 * Data sets by specification: a family of graphs {@code NAME:MIN-MAX} with options after it, each as {@code ,OPTION=VALUE}; or a file
 * of a {@link GraphFormat}.
 *
 * <p>MIN and MAX are numbers of nodes; one number alone is both. There are {@value #PER_SIZE} graphs of each size, or {@code count=K} in
 * all, the sizes in turn. What is random comes from {@code seed=S}, 1 if not given: the same specification gives the same graphs.
 *
 * <ul>
 *   <li>{@code cycles}, {@code paths}, {@code stars};
 *   <li>{@code grids:RxC-RxC} – all grids with numbers of rows and columns in between, each shape once, as 2x3 is 3x2;
 *   <li>{@code ladders} – of an even number of nodes;
 *   <li>{@code trees} – uniform among all trees on numbered nodes, see {@link RandomFamilies#tree};
 *   <li>{@code lobsters} – with p1=0.7 and p2=0.7, see {@link RandomFamilies#lobster};
 *   <li>{@code ba} – Barabási–Albert graphs with m=2, see {@link RandomFamilies#barabasiAlbert};
 *   <li>{@code communities} – with communities=2, within=0.7 and between=0.01, see {@link RandomFamilies#communities}.
 * </ul>
 */
public final class DataSets {

    /** The reference data: 100 cycles, 10 of each length 5–14. */
    public static final String REFERENCE = "cycles:5-14";

    private static final int PER_SIZE = 10;
    private static final int MAX_COUNT = 10_000_000;
    static final String USAGE =
            "use NAME:MIN-MAX with NAME cycles, paths, stars, ladders, trees, lobsters, ba or communities;"
                    + " grids:RxC-RxC; or a file ending in "
                    + GraphFormat.ENDINGS;

    private DataSets() {}

    /**
     * The data set of a specification.
     *
     * @param specification as above
     * @return the data set, named as it was specified
     * @throws IOException if it is a file that cannot be read
     * @throws IllegalArgumentException if it is none of the forms above, the file is wrong or has no graphs, or
     *     the graphs take more than half of the memory
     */
    public static DataSet parse(String specification) throws IOException {
        Optional<GraphFamily> family = GraphFamily.of(specification);
        if (family.isPresent()) {
            return generate(specification, family.get());
        }
        try {
            Path file = Path.of(specification);
            if (GraphFormat.of(file).isPresent()) {
                return DataSet.of(specification, GraphFiles.read(file));
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "data set \"" + Split.oneLine(specification) + "\": no file has such a name here (" + e.getReason()
                            + "); rename the file, or set a locale of UTF-8, such as LC_ALL=C.UTF-8",
                    e);
        }
        throw new IllegalArgumentException("data set \"" + Split.oneLine(specification) + "\" is unknown; " + USAGE);
    }

    private static DataSet generate(String name, GraphFamily family) {
        FamilySpecification asked = new FamilySpecification(name);
        List<GraphFamily.Recipe> sizes = family.recipes(asked);
        int count = (int) asked.whole("count", (long) PER_SIZE * sizes.size(), 1, MAX_COUNT);
        long seed = family.isRandom() ? asked.whole("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE) : 1;
        asked.requireNoOther();
        RandomKey key = RandomKey.of(seed).split(family.toString());
        List<Graph> graphs = new ArrayList<>(count);
        MemoryLimit memory = new MemoryLimit("data set \"" + name + "\"");
        for (int i = 0; i < count; i++) {
            if (family.isRandom() || i < sizes.size()) {
                graphs.add(sizes.get(i % sizes.size()).draw(key.split(i)));
                memory.add(graphs.get(i));
            } else {
                graphs.add(graphs.get(i - sizes.size())); // graphs are immutable: equal ones may be one
            }
        }
        return new DataSet(name, graphs, 1, 1, family.kind());
    }
}
