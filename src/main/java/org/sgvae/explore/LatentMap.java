package org.sgvae.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.DataSet;
import org.sgvae.latent.Codes;
import org.sgvae.latent.PrincipalAxes;
import org.sgvae.model.LatentModel;
import org.sgvae.molecule.Legend;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;

/**
 * The plane through the codes of a data set, spanned by their first two principal axes, and what is built there.
 *
 * <p>Any number of threads may use it at once, each with a tape of its own.
 */
public final class LatentMap {
    /** What keys are split by. */
    private enum Draws implements RandomKey.Purpose {
        CODES("explore"),
        DECODING("explore-decode"),
        ENCODING("explore-encode");

        private final long tag;

        Draws(String name) {
            this.tag = RandomKey.tag(name);
        }

        @Override
        public long tag() {
            return tag;
        }
    }

    private static final int GRAPHS = 150; // of the data
    private static final int ROWS = 300; // codes, about

    private final LatentModel model;
    private final DataSet data;
    private final int maxNodes;
    private final Optional<Legend> legend;
    private final Codes codes;
    private final PrincipalAxes axes;

    private LatentMap(LatentModel model, DataSet data, int maxNodes, Optional<Legend> legend, Codes codes) {
        this.model = model;
        this.data = data;
        this.maxNodes = maxNodes;
        this.legend = legend;
        this.codes = codes;
        axes = PrincipalAxes.of(codes.means());
    }

    /**
     * Encodes graphs of the data.
     *
     * @param model the model; not modified
     * @param data what it was trained on
     * @param maxNodes construction is cut off at this number of nodes
     * @param legend what the types of molecules mean; empty for other graphs
     * @param workers threads to use
     * @return the map
     */
    public static LatentMap of(
            LatentModel model, DataSet data, int maxNodes, Optional<Legend> legend, Workers workers) {
        int all = data.graphs().size();
        List<Graph> some = IntStream.range(0, Math.min(GRAPHS, all))
                .mapToObj(i -> data.graphs().get((int) ((long) i * all / Math.min(GRAPHS, all))))
                .toList();
        RandomKey key = RandomKey.of(1).split(Draws.CODES);
        int classes = Codes.of(model, some, 1, key, workers).size();
        int orderings = Math.max(2, (ROWS + classes - 1) / classes);
        return new LatentMap(model, data, maxNodes, legend, Codes.of(model, some, orderings, key, workers));
    }

    /** A code of the data: its place in the plane, and its graph. */
    record Point(double x, double y, Graph graph) {}

    List<Point> points() {
        double[] x = axes.coordinates(codes.means(), 0);
        double[] y = dimension() > 1 ? axes.coordinates(codes.means(), 1) : new double[x.length];
        return IntStream.range(0, x.length)
                .mapToObj(row -> new Point(x[row], y[row], codes.graph(row)))
                .toList();
    }

    int dimension() {
        return codes.means().numCols;
    }

    /** Share of the variance along the first or the second axis. */
    double explained(int axis) {
        return axis < dimension() ? axes.explained(axis) : 0;
    }

    DataSet data() {
        return data;
    }

    Optional<Legend> legend() {
        return legend;
    }

    LatentModel model() {
        return model;
    }

    /** The code at a place in the plane. */
    double[] code(double x, double y) {
        double[] z = axes.at(x, 0);
        if (dimension() > 1) {
            double[] second = axes.axis(1);
            Arrays.setAll(z, u -> z[u] + y * second[u]);
        }
        return z;
    }

    /** The place of a code, projected onto the plane. */
    double[] place(double... z) {
        DMatrixRMaj row = new DMatrixRMaj(1, z.length, true, z);
        return new double[] {axes.coordinates(row, 0)[0], dimension() > 1 ? axes.coordinates(row, 1)[0] : 0};
    }

    /** Builds graphs from one code; equal seeds build equal graphs. */
    List<GeneratedGraph> decode(Tape tape, double[] z, int count, long seed) {
        DMatrixRMaj rows = new DMatrixRMaj(count, z.length);
        long[] keys = new long[count];
        RandomKey key = RandomKey.of(seed).split(Draws.DECODING);
        for (int i = 0; i < count; i++) {
            System.arraycopy(z, 0, rows.data, i * z.length, z.length);
            keys[i] = key.split(i).bits();
        }
        List<GeneratedGraph> graphs = new ArrayList<>(model.decode(tape, rows, keys, maxNodes));
        tape.reset();
        return graphs;
    }

    /**
     * The mean of \(q(z \mid π, x)\), or the point, along an ordering drawn from the destructor.
     *
     * @throws IllegalArgumentException if the graph has types that the model does not know
     */
    double[] encode(Tape tape, Graph graph, long seed) {
        if (graph.nodeTypeCount() > model.config().nodeTypes()
                || graph.edgeTypeCount() > model.config().edgeTypes()) {
            throw new IllegalArgumentException("the graph has types that the model does not know");
        }
        long[] keys = {RandomKey.of(seed).split(Draws.ENCODING).bits()};
        DMatrixRMaj mean = model.encode(tape, new Minibatch(List.of(graph), 1), keys)
                .mean()
                .value()
                .copy();
        tape.reset();
        return mean.data;
    }
}
