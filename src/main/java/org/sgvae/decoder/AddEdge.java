package org.sgvae.decoder;

import static org.sgvae.autodiff.ShapeOps.concatColumns;
import static org.sgvae.autodiff.ShapeOps.sliceColumns;

import org.sgvae.autodiff.Derivation;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.MatrixOps;
import org.sgvae.autodiff.Op;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.Categorical;
import org.sgvae.nn.Mlp;
import org.sgvae.nn.Parameters;

/**
 * Which edges a new node v gets (paper, Algorithm 3, <em>addEdge</em>): for every node u that is there already, independently, an
 * edge type from \(\mathrm{softmax}(\mathrm{mlp}([h_G ; h_u ; h_v]))\); class 0 is no edge, class 1+t an edge of type t.
 *
 * <p><b>How it is computed.</b> The first layer is \(W_G h_G + W_v h_v + b\), the same for all u, plus \(W_u h_u\); the first part is
 * computed once a new node and added to the rows of its pairs. {@code ConstructorTest} compares with the plain form.
 */
final class AddEdge {
    private final Mlp mlp;
    private final int graphDim;
    private final int nodeDim;
    private final Derivation weightOfNew = this::weightOfNew;
    private final Derivation weightOfOld = this::weightOfOld;

    AddEdge(Parameters parameters, String name, int graphDim, int nodeDim, int edgeTypes) {
        this.graphDim = graphDim;
        this.nodeDim = nodeDim;
        int width = graphDim + 2 * nodeDim;
        mlp = new Mlp(parameters, name, width, width, width, edgeTypes + 1);
    }

    /**
     * Scores all classes for pairs of an old and a new node.
     *
     * @param graph graph states \(h_G\), s x g, one a new node; not modified
     * @param added states of the new nodes \(h_v\), s x d; not modified
     * @param old states of the old nodes \(h_u\), p x d, one a pair; not modified
     * @param newOfPair for every pair the row of its new node; not modified
     * @return the distribution of each pair, p rows, E + 1 classes
     */
    Categorical classes(Variable graph, Variable added, Variable old, Indices newOfPair) {
        Tape tape = graph.tape();
        Variable common = MatrixOps.affine(
                concatColumns(graph, added), tape.once(weightOfNew), mlp.first().bias(tape));
        Variable own = MatrixOps.matmulTransB(old, tape.once(weightOfOld));
        Variable hidden = mlp.hiddenFrom(1, addGatheredRelu(own, common, newOfPair));
        return Categorical.ofLogits(mlp.last().apply(hidden));
    }

    /** \([W_G\; W_v]\). */
    private Variable weightOfNew(Tape tape) {
        Variable weight = mlp.first().weight(tape);
        return concatColumns(
                sliceColumns(weight, 0, graphDim), sliceColumns(weight, graphDim + nodeDim, graphDim + 2 * nodeDim));
    }

    /** \(W_u\). */
    private Variable weightOfOld(Tape tape) {
        return sliceColumns(mlp.first().weight(tape), graphDim, graphDim + nodeDim);
    }

    /** \(y_i = \max(0, a_i + b_{\text{row}(i)})\); pullback: where y > 0, \(\bar a_i\) and \(\bar b_{\text{row}(i)}\) get \(\bar y_i\). */
    static Variable addGatheredRelu(Variable a, Variable b, Indices row) {
        int columns = a.columns();
        Variable y = a.tape().append(ADD_GATHERED_RELU, a.rows(), columns, a, b);
        y.keep(0, row);
        double[] out = y.value().data;
        double[] own = a.value().data;
        double[] common = b.value().data;
        for (int i = 0; i < a.rows(); i++) {
            int at = i * columns;
            int from = row.get(i) * columns;
            for (int j = 0; j < columns; j++) {
                out[at + j] = Math.max(0, own[at + j] + common[from + j]);
            }
        }
        return y;
    }

    private static final Op ADD_GATHERED_RELU = new Op("addGatheredRelu", (kernels, y) -> {
        Variable a = y.input(0);
        Variable b = y.input(1);
        int columns = a.columns();
        double[] yBar = y.gradient().data;
        double[] out = y.value().data;
        if (a.needsGradient()) {
            double[] aBar = a.gradient().data;
            for (int k = 0; k < a.rows() * columns; k++) {
                aBar[k] += out[k] > 0 ? yBar[k] : 0;
            }
        }
        if (b.needsGradient()) {
            double[] bBar = b.gradient().data;
            for (int i = 0; i < a.rows(); i++) {
                int at = i * columns;
                int to = y.indices(0).get(i) * columns;
                for (int j = 0; j < columns; j++) {
                    bBar[to + j] += out[at + j] > 0 ? yBar[at + j] : 0;
                }
            }
        }
    });
}
