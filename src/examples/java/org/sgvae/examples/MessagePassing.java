package org.sgvae.examples;

import static org.sgvae.autodiff.op.ReductionOps.sum;
import static org.sgvae.autodiff.op.ShapeOps.sliceRows;

import java.io.IOException;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.gnn.GraphBatch;
import org.sgvae.gnn.Propagation;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/** Lesson 3: how far news travels. In a path, the gradient of every node's last state by the first state of node 0. */
public final class MessagePassing {
    private static final int NODES = 9;
    private static final int NODE_DIM = 4;
    private static final int MESSAGE_DIM = 8;

    public static void main(String[] args) throws IOException {
        SvgPlot plot = new SvgPlot("Influence of node 0 after T rounds", "node", "size of the gradient");
        double[] node = new double[NODES];
        Arrays.setAll(node, v -> v);
        for (int rounds : new int[] {1, 2, 4}) {
            double[] influence = influence(rounds);
            System.out.printf("T = %d:", rounds);
            Arrays.stream(influence).forEach(size -> System.out.printf(" %.4f", size));
            System.out.println();
            plot.curve("T = " + rounds, node, influence);
        }
        plot.write("message-passing");
    }

    private static double[] influence(int rounds) {
        Parameters parameters = new Parameters(Initializer.uniformByFanIn(), RandomKey.of(3));
        Propagation propagation = new Propagation(parameters, "prop", rounds, NODE_DIM, MESSAGE_DIM, 1);
        DMatrixRMaj first = new DMatrixRMaj(NODES, NODE_DIM);
        first.fill(0.5);
        double[] influence = new double[NODES];
        for (int v = 0; v < NODES; v++) {
            Tape tape = Tape.recording();
            GraphBatch path = new GraphBatch();
            path.add(GraphFamilies.path(NODES));
            Variable h = propagation.apply(tape.variable(first), path);
            tape.backward(sum(sliceRows(h, v, v + 1)));
            influence[v] = sizeOfRow(tape.variable(first).gradient(), 0);
        }
        return influence;
    }

    private static double sizeOfRow(DMatrixRMaj matrix, int row) {
        double squares = 0;
        for (int j = 0; j < matrix.numCols; j++) {
            squares += matrix.get(row, j) * matrix.get(row, j);
        }
        return Math.sqrt(squares);
    }
}
