package org.sgvae.gnn;

import static org.sgvae.autodiff.op.ShapeOps.concatColumns;
import static org.sgvae.autodiff.op.ShapeOps.gatherRows;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Variable;

/** The plain form of what an edge carries: one row an edge, from operations of their own each. */
final class PlainMessages {
    private PlainMessages() {}

    /** Rows \([h_u ; h_v ; \mathrm{onehot}(e_{uv})]\) of the directed edges u→v. */
    static Variable inputs(Variable h, GraphBatch batch, int edgeTypes) {
        DMatrixRMaj oneHot = new DMatrixRMaj(batch.directedEdges(), edgeTypes);
        for (int e = 0; e < batch.directedEdges(); e++) {
            oneHot.set(e, batch.edgeType().get(e), 1);
        }
        return concatColumns(List.of(
                gatherRows(h, batch.sender()),
                gatherRows(h, batch.receiver()),
                h.tape().constant(oneHot)));
    }
}
