package org.sgvae.decoder;

import static org.sgvae.autodiff.ArithmeticOps.add;
import static org.sgvae.autodiff.SegmentOps.segmentSum;
import static org.sgvae.autodiff.ShapeOps.concatRows;
import static org.sgvae.autodiff.ShapeOps.gatherRows;
import static org.sgvae.autodiff.ShapeOps.sliceRows;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.Bernoulli;
import org.sgvae.distribution.Categorical;
import org.sgvae.gnn.GraphBatch;
import org.sgvae.gnn.Minibatch;
import org.sgvae.gnn.Propagation;
import org.sgvae.gnn.Readout;
import org.sgvae.gnn.Sizes;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/**
 * The graph constructor (paper, Algorithm 3), the decoder p of the VAE: builds graphs node by node from latent codes.
 *
 * <p>The first node's state comes from the code. Then, with k nodes present: propagate; \(h_G = R(h)\); stop with probability
 * \(1-σ(\mathrm{addNode}(h_G))\), else add a node v with \(h_v = \mathrm{initNode}(h_G)\) and draw its edges to the nodes that are
 * there ({@link AddEdge}). When it stops, node types are drawn from \(\mathrm{softmax}(\mathrm{nodeType}(h_v))\) on the states after
 * the last propagation.
 *
 * <p>Graphs of a batch grow in lockstep. With A graphs in work, row \(uA + b\) of a state matrix is node u of graph b, so new nodes
 * are appended as new rows.
 */
public final class Constructor implements Decoder {
    private final @Nullable Linear initLatent;
    private final Propagation propagation;
    private final Readout readout;
    private final Linear addNode;
    private final Linear initNode;
    private final AddEdge addEdge;
    private final Linear nodeType;

    public Constructor(Parameters parameters, Sizes sizes, int latentDim) {
        int d = sizes.nodeDim();
        int g = sizes.graphDim();
        initLatent = latentDim > 0 ? new Linear(parameters, "constructor.initLatent", latentDim, d) : null;
        propagation = new Propagation(
                parameters, "constructor.prop", sizes.rounds(), d, sizes.messageDim(), sizes.edgeTypes());
        readout = new Readout(parameters, "constructor.readout", d, g);
        addNode = new Linear(parameters, "constructor.addNode", g, 1);
        initNode = new Linear(parameters, "constructor.initNode", g, d);
        addEdge = new AddEdge(parameters, "constructor.addEdge", g, d, sizes.edgeTypes());
        nodeType = new Linear(parameters, "constructor.nodeType", d, sizes.nodeTypes());
    }

    /**
     * Scores the construction of given graphs along given orderings (teacher forcing): \(\log p(x, π \mid z)\), the sum of the
     * log-probabilities of all decisions.
     *
     * <p>Only propagation, readout and new states are sequential. The decisions are scored after the loop, all steps of all graphs
     * in one product.
     *
     * @param z latent codes, B x latentDim; not modified
     * @param batch B graphs with their orderings; not modified
     * @return log-probabilities of the B labelled constructions, B x 1, and their parts
     */
    public ConstructionScore score(Variable z, Minibatch batch) {
        Tape tape = z.tape();
        List<Variable> graphStates = tape.list(); // one a step
        List<Variable> growingGraphStates = tape.list(); // of graphs that get another node
        List<Variable> addedStates = tape.list();
        List<Variable> oldStates = tape.list();
        List<Variable> lastStates = tape.list();
        TeacherForcing target = new TeacherForcing(tape, batch);

        Variable h = firstState(z);
        int active = batch.size();
        for (int k = 1; active > 0; k++) {
            h = propagation.apply(h, target.present(k, active));
            Variable graph = readout.apply(h, target.present(k, active));
            graphStates.add(graph);
            int growing = batch.largerThan(k);
            target.decide(k, active, growing);
            if (growing < active) {
                lastStates.add(gatherRows(h, target.rows(k, active, growing, active)));
                h = gatherRows(h, target.rows(k, active, 0, growing));
                graph = sliceRows(graph, 0, growing);
            }
            if (growing > 0) {
                Variable added = initNode.apply(graph);
                growingGraphStates.add(graph);
                addedStates.add(added);
                oldStates.add(h);
                h = concatRows(h, added);
            }
            active = growing;
        }

        Bernoulli more = new Bernoulli(addNode.apply(concatRows(graphStates)));
        Variable logPAddNode = segmentSum(more.logProb(target.more), target.graphOfStep, batch.size());
        Categorical types = Categorical.ofLogits(nodeType.apply(concatRows(lastStates)));
        Variable logPNodeTypes = segmentSum(types.logProb(target.nodeType), target.graphOfNode, batch.size());
        Variable logPAddEdges = tape.zeroConstant(batch.size(), 1);
        if (!oldStates.isEmpty()) {
            Categorical edges = addEdge.classes(
                    concatRows(growingGraphStates), concatRows(addedStates), concatRows(oldStates), target.newOfPair);
            logPAddEdges = segmentSum(edges.logProb(target.edgeClass()), target.graphOfPair, batch.size());
        }
        Variable logPx = add(add(logPAddNode, logPAddEdges), logPNodeTypes);
        return new ConstructionScore(logPx, logPAddNode, logPAddEdges, logPNodeTypes);
    }

    @Override
    public ConstructionScore score(Variable z, Minibatch batch, Function<Minibatch, EdgeOrders> edgeOrders) {
        return score(z, batch);
    }

    private Variable firstState(Variable z) {
        return initLatent == null ? z : initLatent.apply(z);
    }

    @Override
    public List<GeneratedGraph> sample(Variable z, long[] keys, int maxNodes) {
        Tape tape = z.tape();
        int count = z.rows();
        GrowingGraphs grown = new GrowingGraphs(count);
        Variable h = firstState(z);
        for (int k = 1; grown.active() > 0; k++) {
            int active = grown.active();
            GraphBatch present = grown.present(GraphBatch.on(tape));
            h = propagation.apply(h, present);
            Variable graph = readout.apply(h, present);
            Bernoulli more = new Bernoulli(addNode.apply(graph));
            Indices going = tape.indices();
            for (int slot = 0; slot < active; slot++) {
                long key = RandomKey.split(keys[grown.graph(slot)], k);
                boolean grows = more.sample(slot, RandomKey.uniform(key, 0));
                if (grows && k < maxNodes) {
                    going.add(slot);
                } else {
                    grown.finish(slot, grows);
                }
            }
            if (going.size() < active) {
                sampleNodeTypes(gatherRows(h, finishedRows(tape, k, active, going)), grown, going, keys);
                h = gatherRows(h, goingRows(tape, k, active, going));
                graph = gatherRows(graph, going);
                grown.keep(going);
            }
            if (going.size() > 0) {
                Variable added = initNode.apply(graph);
                sampleEdges(graph, added, h, grown, keys);
                h = concatRows(h, added);
            }
        }
        return grown.toGraphs();
    }

    private void sampleEdges(Variable graph, Variable added, Variable h, GrowingGraphs grown, long[] keys) {
        int active = grown.active();
        Indices newOfPair = h.tape().indices();
        for (int row = 0; row < h.rows(); row++) {
            newOfPair.add(row % active);
        }
        Categorical classes = addEdge.classes(graph, added, h, newOfPair);
        int k = h.rows() / active;
        for (int slot = 0; slot < active; slot++) {
            grown.addNode(slot);
            long key = RandomKey.split(keys[grown.graph(slot)], k);
            for (int u = 0; u < k; u++) {
                int type = classes.sample(u * active + slot, RandomKey.uniform(key, 1 + u)) - 1;
                if (type >= 0) {
                    grown.addEdge(slot, u, k, type);
                }
            }
        }
    }

    private void sampleNodeTypes(Variable lastStates, GrowingGraphs grown, Indices going, long[] keys) {
        Categorical types = Categorical.ofLogits(nodeType.apply(lastStates));
        int finished = grown.active() - going.size();
        int k = lastStates.rows() / finished;
        for (int slot = 0, next = 0, row = 0; slot < grown.active(); slot++) {
            if (next < going.size() && going.get(next) == slot) {
                next++;
                continue;
            }
            int graph = grown.graph(slot);
            for (int u = 0; u < k; u++) {
                // tag 0 is no number of nodes, so these draws are unrelated to those of the steps
                double uniform = RandomKey.uniform(RandomKey.split(keys[graph], 0), u);
                grown.setNodeType(graph, u, types.sample(u * finished + row, uniform));
            }
            row++;
        }
    }

    private static Indices goingRows(Tape tape, int k, int active, Indices going) {
        Indices rows = tape.indices();
        for (int u = 0; u < k; u++) {
            for (int i = 0; i < going.size(); i++) {
                rows.add(u * active + going.get(i));
            }
        }
        return rows;
    }

    private static Indices finishedRows(Tape tape, int k, int active, Indices going) {
        boolean[] goes = new boolean[active];
        Arrays.fill(goes, false);
        for (int i = 0; i < going.size(); i++) {
            goes[going.get(i)] = true;
        }
        Indices rows = tape.indices();
        for (int row = 0; row < k * active; row++) {
            if (!goes[row % active]) {
                rows.add(row);
            }
        }
        return rows;
    }
}
