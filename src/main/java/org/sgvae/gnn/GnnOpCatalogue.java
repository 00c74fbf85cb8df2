package org.sgvae.gnn;

import static org.sgvae.autodiff.check.ExampleInputs.indices;
import static org.sgvae.autodiff.check.ExampleInputs.normal;

import java.util.List;
import java.util.random.RandomGenerator;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.check.OpCatalogue.Entry;
import org.sgvae.autodiff.check.OpCatalogue.Example;
import org.sgvae.autodiff.check.OpCatalogue.Size;

/** The operations of this package that are not made of others, with examples to check their gradients on. */
public final class GnnOpCatalogue {
    private static final int EDGE_TYPES = 2;

    private GnnOpCatalogue() {}

    /** {@return all operations of this package} */
    public static List<Entry> entries() {
        return List.of(
                new Entry("IncomingSum.incomingSum", (size, random) -> {
                    GraphBatch batch = batch(size, random);
                    return List.of(new Example(
                            List.of(normal(size.rows(), size.columns(), random)),
                            in -> IncomingSum.of(in.get(0), batch, EDGE_TYPES)));
                }),
                new Entry("IncomingSum.weightedIncomingSum", (size, random) -> {
                    GraphBatch batch = batch(size, random);
                    return List.of(new Example(
                            List.of(normal(size.rows(), size.columns(), random), normal(size.rows(), 1, random)),
                            in -> IncomingSum.weighted(in.get(0), in.get(1), batch, EDGE_TYPES)));
                }),
                new Entry("GatedSum.gatedSum", (size, random) -> {
                    int graphs = size.inner() + 1; // more than there are rows, at times: some are empty
                    Indices graphOfRow = indices(size.rows(), graphs, random);
                    return List.of(new Example(
                            List.of(normal(size.rows(), size.columns(), random), normal(size.rows(), 1, random)),
                            in -> GatedSum.of(in.get(1), in.get(0), graphOfRow, graphs)));
                }));
    }

    /** One graph of that many rows, with edges between random nodes. */
    private static GraphBatch batch(Size size, RandomGenerator random) {
        GraphBatch batch = new GraphBatch();
        int graph = batch.addGraph();
        for (int v = 0; v < size.rows(); v++) {
            batch.addRow(graph);
        }
        for (int e = 0; e < 2 * size.inner() && size.rows() > 1; e++) {
            int u = random.nextInt(size.rows());
            int v = (u + 1 + random.nextInt(size.rows() - 1)) % size.rows();
            batch.addEdge(u, v, random.nextInt(EDGE_TYPES));
        }
        return batch;
    }
}
