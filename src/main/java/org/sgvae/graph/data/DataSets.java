package org.sgvae.graph.data;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.sgvae.graph.io.GraphFiles;
import org.sgvae.graph.io.GraphFormat;
import org.sgvae.random.RandomKey;

/**
 * Data sets by specification: a family of graphs {@code NAME:MIN-MAX} with options after it, each as {@code ,OPTION=VALUE}; or a file
 * of a {@link GraphFormat}.
 *
 * <p>MIN and MAX are numbers of nodes; one number alone is both. There are ten graphs of each size, or {@code count=K} in
 * all, the sizes in turn. What is random comes from {@code seed=S}, 1 if not given: the same specification gives the same graphs.
 *
 * <p>The names are those of the {@linkplain #families families}: {@code cycles}, {@code paths}, {@code stars}, {@code ladders}, {@code grids},
 * {@code trees}, {@code gnp}, {@code lobsters}, {@code ba}, {@code communities}, and what else is on the class path, see {@link GraphFamily}.
 */
public final class DataSets {

    /** The reference data: 100 cycles, 10 of each length 5–14. */
    public static final String REFERENCE = "cycles:5-14";

    private static final int MAX_COUNT = 10_000_000;

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
        Optional<GraphFamily> family = families().stream()
                .filter(known -> specification.startsWith(known.name() + ":"))
                .findFirst();
        if (family.isPresent()) {
            return generate(family.get(), specification);
        }
        for (DataFormat format : ServiceLoader.load(DataFormat.class, DataFormat.class.getClassLoader())) {
            Optional<DataSet> data = format.parse(specification);
            if (data.isPresent()) {
                return data.get();
            }
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
        throw new IllegalArgumentException("data set \"" + Split.oneLine(specification) + "\" is unknown; use "
                + families().stream().map(GraphFamily::form).collect(Collectors.joining(", "))
                + ", or a file ending in " + GraphFormat.ENDINGS);
    }

    /**
     * Graphs of a given family.
     *
     * @param family the family
     * @param specification what is asked of it, as {@code NAME:SIZES,OPTION=VALUE,…}; the name plays no part
     * @return the data set, named as it was specified
     * @throws IllegalArgumentException if the specification is wrong
     */
    public static DataSet generate(GraphFamily family, String specification) {
        FamilySpecification asked = new FamilySpecification(specification, family.form());
        GraphDistribution graphs = family.parse(asked);
        int count = (int) asked.whole("count", (long) graphs.graphsPerSize() * graphs.sizes(), 1, MAX_COUNT);
        long seed = graphs.isRandom() ? asked.whole("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE) : 1;
        asked.requireNoOther();
        RandomKey key = RandomKey.of(seed).split(family.name());
        return new DataSet(
                specification,
                graphs.drawAll(count, key),
                graphs.nodeTypes(),
                graphs.edgeTypes(),
                graphs.property(),
                Optional.of(graphs));
    }

    /**
     * The families that are known by name: those of this library, then others on the class path, see {@link GraphFamily}.
     *
     * @return the families, names different; the first of a name counts
     */
    public static List<GraphFamily> families() {
        Map<String, GraphFamily> byName = new LinkedHashMap<>();
        ServiceLoader.load(GraphFamily.class, GraphFamily.class.getClassLoader())
                .forEach(family -> byName.putIfAbsent(family.name(), family));
        ServiceLoader.load(GraphFamily.class) // the application's class loader may see more
                .forEach(family -> byName.putIfAbsent(family.name(), family));
        return List.copyOf(byName.values());
    }
}
