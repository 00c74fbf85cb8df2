package org.sgvae.graphnvp;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.ArithmeticOps.subtract;
import static org.sgvae.autodiff.op.ElementwiseOps.relu;
import static org.sgvae.autodiff.op.ElementwiseOps.sigmoid;
import static org.sgvae.autodiff.op.ElementwiseOps.tanh;
import static org.sgvae.autodiff.op.SegmentOps.segmentSum;
import static org.sgvae.autodiff.op.ShapeOps.gatherRows;

import java.util.ArrayList;
import java.util.List;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Mlp;
import org.sgvae.nn.Parameters;

/**
 * The flow of node kinds given the graphs' edges, a chain of additive couplings; a row is one slot, N of them a graph.
 * Coupling l adds t to the row of slot l mod N, where t is made of the edges and the other rows by a relational graph
 * convolution (Schlichtkrull et al. 2018): \(h_v = W_e y_v + b\), \(h'_v = \mathrm{relu}(W_s h_v + \sum_r \sum_{u
 * \sim_r v} W_r h_u)\), \(g = \tanh(\sum_v σ(W_1 h'_v) ⊙ \tanh(W_2 h'_v))\), \(t = \mathrm{mlp}(g)\).
 */
final class NodeFlow {
    private final List<Network> networks = new ArrayList<>();
    private final int slots;
    private final int edgeTypes;

    NodeFlow(Parameters parameters, GraphNvpConfig config) {
        slots = config.slots();
        edgeTypes = config.edgeTypes();
        for (int l = 0; l < config.nodeCouplings(); l++) {
            networks.add(new Network(parameters, "graphnvp.nodes." + l, config));
        }
    }

    Variable forward(Variable y, SlotGraphs graphs) {
        Edges edges = edges(y.tape(), graphs);
        Variable z = y;
        for (int l = 0; l < networks.size(); l++) {
            z = add(z, shift(z, l, edges));
        }
        return z;
    }

    Variable inverse(Variable z, SlotGraphs graphs) {
        Edges edges = edges(z.tape(), graphs);
        Variable y = z;
        for (int l = networks.size() - 1; l >= 0; l--) {
            y = subtract(y, shift(y, l, edges));
        }
        return y;
    }

    /** What a coupling adds, B N x kinds; zero to all rows but one of each graph. */
    private Variable shift(Variable y, int coupling, Edges edges) {
        Variable mask = y.tape().zeroConstant(y.rows(), 1);
        for (int row = coupling % slots; row < y.rows(); row += slots) {
            mask.value().data[row] = 1;
        }
        Variable rest = subtract(y, multiply(y, mask));
        Variable shift = networks.get(coupling).apply(rest, edges);
        return multiply(mask, gatherRows(shift, edges.graphOfRow()));
    }

    /** Directed edges by type, and the graph of each row. */
    private record Edges(List<Indices> sender, List<Indices> receiver, Indices graphOfRow, int graphs) {}

    private Edges edges(Tape tape, SlotGraphs graphs) {
        List<Indices> sender = new ArrayList<>();
        List<Indices> receiver = new ArrayList<>();
        for (int type = 0; type < edgeTypes; type++) {
            sender.add(tape.indices());
            receiver.add(tape.indices());
        }
        Indices graphOfRow = tape.indices();
        for (int b = 0; b < graphs.graphs(); b++) {
            for (int a = 0; a < slots; a++) {
                graphOfRow.add(b);
                for (int c = 0; c < slots; c++) {
                    int kind = a == c ? 0 : graphs.kindOfPair[b * graphs.pairs() + SlotGraphs.pair(a, c)];
                    if (kind > 0) {
                        sender.get(kind - 1).add(b * slots + a);
                        receiver.get(kind - 1).add(b * slots + c);
                    }
                }
            }
        }
        return new Edges(sender, receiver, graphOfRow, graphs.graphs());
    }

    private static final class Network {
        private final Linear embed;
        private final Linear self;
        private final List<Linear> ofType = new ArrayList<>();
        private final Linear gate;
        private final Linear value;
        private final Mlp tail;

        Network(Parameters parameters, String name, GraphNvpConfig config) {
            int d = config.nodeDim();
            int kinds = 1 + config.nodeTypes();
            embed = new Linear(parameters, name + ".embed", kinds, d);
            self = new Linear(parameters, name + ".self", d, d);
            for (int type = 0; type < config.edgeTypes(); type++) {
                ofType.add(new Linear(parameters, name + ".relation." + type, d, d));
            }
            gate = new Linear(parameters, name + ".gate", d, config.graphDim());
            value = new Linear(parameters, name + ".value", d, config.graphDim());
            tail = new Mlp(parameters, name + ".tail", config.graphDim(), config.hiddenDim(), kinds);
        }

        Variable apply(Variable y, Edges edges) {
            Variable h = embed.apply(y);
            Variable sum = self.apply(h);
            for (int type = 0; type < ofType.size(); type++) {
                if (edges.sender().get(type).size() > 0) {
                    Variable sent =
                            gatherRows(ofType.get(type).apply(h), edges.sender().get(type));
                    sum = add(sum, segmentSum(sent, edges.receiver().get(type), y.rows()));
                }
            }
            Variable state = relu(sum);
            Variable gated = multiply(sigmoid(gate.apply(state)), tanh(value.apply(state)));
            return tail.apply(tanh(segmentSum(gated, edges.graphOfRow(), edges.graphs())));
        }
    }
}
