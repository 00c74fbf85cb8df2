package org.sgvae.encoder;

import static org.sgvae.autodiff.op.MatrixOps.affine;
import static org.sgvae.autodiff.op.SegmentOps.segmentSum;
import static org.sgvae.autodiff.op.ShapeOps.concatColumns;
import static org.sgvae.autodiff.op.ShapeOps.gatherRows;
import static org.sgvae.autodiff.op.ShapeOps.sliceRows;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.nn.GruCell;
import org.sgvae.nn.Parameters;

/**
 * The path code: a gated recurrent unit along the removals,
 * \[ c \leftarrow \mathrm{GRU}([h_{\text{victim}} ; \sum_u h_u], c), \]
 * c = 0 at first, with the states after the step's propagation and the sum over all nodes that are left, the victim among them.
 * The last node's state has seen the other nodes through its neighbours' messages only; c has seen each of them go.
 */
final class PathCode {
    private final GruCell cell;
    private final int size;

    PathCode(Parameters parameters, int nodeDim, int size) {
        cell = new GruCell(parameters, "destructor.path", 2 * nodeDim, size);
        this.size = size;
    }

    /** {@return c before the first removal of some graphs, one a row} */
    Variable begin(Variable states, int graphs) {
        return states.tape().zeroConstant(graphs, size);
    }

    /**
     * Takes in one removal of each graph.
     *
     * @param c path codes of at least the graphs in work, the first ones; not modified
     * @param states states of the nodes that are left
     * @param graphOfState their graphs
     * @param victims of each graph in work the row of the node that goes
     * @return new path codes of the graphs in work
     */
    Variable next(Variable c, Variable states, Indices graphOfState, Indices victims) {
        int active = victims.size();
        Variable sum = segmentSum(states, graphOfState, active);
        Variable own = active < c.rows() ? sliceRows(c, 0, active) : c;
        Tape tape = states.tape();
        Variable input = concatColumns(gatherRows(states, victims), sum);
        return cell.update(affine(input, cell.weightInput(tape), cell.biasInput(tape)), own);
    }
}
