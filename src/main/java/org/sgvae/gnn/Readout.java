package org.sgvae.gnn;

import org.sgvae.autodiff.Derivation;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ElementwiseOps;
import org.sgvae.autodiff.op.MatrixOps;
import org.sgvae.autodiff.op.ShapeOps;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Mlp;
import org.sgvae.nn.Parameters;

/**
 * The state of a whole graph (paper, R; Li et al. 2018, eq. (4)): \(h_G = \sum_v σ(\mathrm{gate}(h_v)) \cdot \mathrm{mlp}(h_v)\) with
 * an mlp d→d→d→d→g.
 *
 * <p>The last layer of the mlp is affine and so is applied to the weighted sum of what enters it, once a graph and not once a node;
 * see {@link GatedSum}.
 */
public final class Readout {
    private final Linear gate;
    private final Mlp mlp;
    private final Derivation lastLayer = this::lastLayer;

    /**
     * Registers {@code name.gate} and {@code name.mlp}.
     *
     * @param parameters where the weights are registered
     * @param name common name
     * @param nodeDim entries of a node state d
     * @param graphDim entries of a graph state g
     */
    public Readout(Parameters parameters, String name, int nodeDim, int graphDim) {
        gate = new Linear(parameters, name + ".gate", nodeDim, 1);
        mlp = new Mlp(parameters, name + ".mlp", nodeDim, nodeDim, nodeDim, nodeDim, graphDim);
    }

    /**
     * Reads the graph states.
     *
     * @param h node states, n x d; not modified
     * @param batch the n nodes by graph; not modified, and not to be modified until the tape is reset
     * @return graph states, graphs x g
     */
    public Variable apply(Variable h, GraphBatch batch) {
        Variable open = ElementwiseOps.sigmoid(gate.apply(h));
        Variable sum = GatedSum.of(open, mlp.hidden(h), batch.graphOfRow(), batch.graphs());
        return MatrixOps.matmulTransB(sum, h.tape().once(lastLayer));
    }

    /** \([W\; b]\), g x (d + 1). */
    private Variable lastLayer(Tape tape) {
        return ShapeOps.concatColumns(
                mlp.last().weight(tape), MatrixOps.transpose(mlp.last().bias(tape)));
    }
}
