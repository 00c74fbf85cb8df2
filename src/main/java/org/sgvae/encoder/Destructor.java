package org.sgvae.encoder;

import static org.sgvae.autodiff.op.SegmentOps.segmentLogSoftmax;
import static org.sgvae.autodiff.op.ShapeOps.concatColumns;
import static org.sgvae.autodiff.op.ShapeOps.concatRows;
import static org.sgvae.autodiff.op.ShapeOps.gatherRows;
import static org.sgvae.autodiff.op.ShapeOps.sliceRows;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.gnn.GraphBatch;
import org.sgvae.gnn.Minibatch;
import org.sgvae.gnn.Propagation;
import org.sgvae.gnn.Sizes;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/**
 * The graph destructor (paper, Algorithm 2), the encoder q of the VAE: takes graphs apart node by node.
 *
 * <p>While a graph has more than one node: propagate on what is left of it, score every node, \(s_u = \mathrm{select}(h_u)\), draw
 * the victim from \(\mathrm{softmax}(s)\), remove it with its edges; the others keep their states. The state of the last node
 * gives the latent code. That is {@link Removal#HARD}; with {@link Removal#RELAXED} the removed only fade from what the others hear.
 *
 * <p>If what is left has to stay connected ({@link EncoderConfig#connected}), the softmax runs over those nodes alone that are no
 * {@linkplain CutVertices cut vertices}; every connected graph has at least two of them. A disconnected graph is refused.
 *
 * <p>With a {@linkplain PathCode path code} c the code is read from \([h_{\text{last}} ; c]\).
 *
 * <p>All graphs of a batch go in lockstep: step t removes the t-th node of every graph that still has two. As the batch is ordered
 * by size, the graphs that finish at a step are the last ones of those in work.
 */
public final class Destructor {
    private final Linear embed;
    private final Propagation propagation;
    private final Linear select;
    private final @Nullable PathCode path;
    private final EncoderConfig config;

    /**
     * Registers a destructor.
     *
     * @param parameters where its weights are registered
     * @param sizes sizes of its blocks
     * @param config its choices
     */
    public Destructor(Parameters parameters, Sizes sizes, EncoderConfig config) {
        embed = new Linear(parameters, "destructor.embed", sizes.nodeTypes(), sizes.nodeDim());
        propagation = new Propagation(
                parameters, "destructor.prop", sizes.rounds(), sizes.nodeDim(), sizes.messageDim(), sizes.edgeTypes());
        select = new Linear(parameters, "destructor.select", sizes.nodeDim(), 1);
        path = config.pathDim() > 0 ? new PathCode(parameters, sizes.nodeDim(), config.pathDim()) : null;
        this.config = config;
    }

    public void remember(double longest, RandomKey key) {
        propagation.remember(longest, key);
    }

    /**
     * Takes the graphs of a batch apart.
     *
     * @param tape where to
     * @param batch B graphs; not modified
     * @param rule chooses the victims
     * @return their orderings, states of the last nodes and log-probabilities of the removals
     * @throws IllegalArgumentException if the model does not know a node's type, or a graph or its ordering has probability zero
     */
    public Destruction destruct(Tape tape, Minibatch batch, VictimRule rule) {
        Variable h = embed.apply(oneHotTypes(tape, batch));
        List<Variable> lastStates = tape.list();
        List<Variable> paths = tape.list();
        List<Variable> logQ = tape.list();
        Indices graphOfStep = tape.indices();
        Indices numberOfStep = tape.indices();
        Indices orderings = tape.indices().zeros(batch.totalNodes());

        GraphBatch graphs = GraphBatch.on(tape);
        Indices nodes = tape.indices(); // of the candidates for removal
        Indices graphOfNode = tape.indices();
        for (int b = 0; b < batch.largerThan(1); b++) {
            graphs.add(batch.graph(b));
            for (int v = 0; v < batch.nodes(b); v++) {
                nodes.add(v);
                graphOfNode.add(b);
            }
        }
        if (graphs.rows() < h.rows()) { // graphs of one node are finished before they begin
            lastStates.add(sliceRows(h, graphs.rows(), h.rows()));
            h = sliceRows(h, 0, graphs.rows());
        }
        Remains remains = config.removal().begin(propagation, h, graphs);
        Variable c = path == null ? h : path.begin(h, batch.size());
        if (path != null && batch.largerThan(1) < batch.size()) {
            paths.add(sliceRows(c, batch.largerThan(1), batch.size()));
        }
        CutVertices cutVertices = config.connected() ? new CutVertices(tape) : null;
        for (int step = 0; batch.largerThan(step + 1) > 0; step++) {
            int active = batch.largerThan(step + 1);
            Variable states = remains.propagate();
            Indices removable = removable(batch, nodes, step, active, cutVertices, tape);
            Indices removableNodes = picked(nodes, removable, tape);
            Indices graphOfRemovable = picked(graphOfNode, removable, tape);
            Variable score = select.apply(states);
            Variable logProb = segmentLogSoftmax(
                    removable.size() < nodes.size() ? gatherRows(score, removable) : score, graphOfRemovable, active);

            int going = batch.largerThan(step + 2);
            Indices victims = tape.indices();
            Indices choices = tape.indices(); // the same, among the removable
            Indices survivors = tape.indices(); // of graphs that go on
            Indices finished = tape.indices();
            Indices survivingNodes = tape.indices();
            Indices graphOfSurvivor = tape.indices();
            int first = 0;
            int firstRemovable = 0;
            for (int b = 0; b < active; b++) {
                int left = batch.nodes(b) - step;
                int count = 0;
                while (firstRemovable + count < removable.size()
                        && removable.get(firstRemovable + count) < first + left) {
                    count++;
                }
                int choice = firstRemovable
                        + rule.choose(b, left, count, logProb.value().data, firstRemovable, removableNodes);
                firstRemovable += count;
                int victim = removable.get(choice);
                choices.add(choice);
                victims.add(victim);
                graphOfStep.add(b);
                numberOfStep.add(step);
                orderings.set(batch.firstNode(b) + left - 1, nodes.get(victim));
                for (int i = first; i < first + left; i++) {
                    if (i != victim && b < going) {
                        survivors.add(i);
                        survivingNodes.add(nodes.get(i));
                        graphOfSurvivor.add(b);
                    } else if (i != victim) {
                        finished.add(i);
                        orderings.set(batch.firstNode(b), nodes.get(i));
                    }
                }
                first += left;
            }
            logQ.add(gatherRows(logProb, choices));
            if (finished.size() > 0) {
                lastStates.add(gatherRows(states, finished));
            }
            if (path != null) {
                c = path.next(c, states, graphOfNode, victims);
                if (going < active) {
                    paths.add(sliceRows(c, going, active));
                }
            }
            if (going > 0) {
                remains.remove(logProb, removable, survivors, going);
                nodes = survivingNodes;
                graphOfNode = graphOfSurvivor;
            }
        }
        Collections.reverse(lastStates); // the smallest graphs, which come last in the batch, were finished first
        Collections.reverse(paths);
        Variable last = concatRows(lastStates);
        Variable summary = path == null ? last : concatColumns(last, concatRows(paths));
        Variable steps = logQ.isEmpty() ? tape.zeroConstant(0, 1) : concatRows(logQ);
        return new Destruction(batch.along(orderings), last, summary, steps, graphOfStep, numberOfStep);
    }

    /** The rows, ascending, of the nodes that may go at a step. */
    private static Indices removable(
            Minibatch batch, Indices nodes, int step, int active, @Nullable CutVertices cutVertices, Tape tape) {
        Indices rows = tape.indices();
        int first = 0;
        for (int b = 0; b < active; b++) {
            int left = batch.nodes(b) - step;
            Indices cut = cutVertices == null ? null : cutVertices.of(batch.graph(b), nodes, first, left);
            for (int row = first; row < first + left; row++) {
                if (cut == null || cut.get(nodes.get(row)) == 0) {
                    rows.add(row);
                }
            }
            first += left;
        }
        return rows;
    }

    private static Indices picked(Indices values, Indices positions, Tape tape) {
        Indices picked = tape.indices();
        for (int i = 0; i < positions.size(); i++) {
            picked.add(values.get(positions.get(i)));
        }
        return picked;
    }

    private Variable oneHotTypes(Tape tape, Minibatch batch) {
        int types = embed.weight(tape).columns();
        Variable oneHot = tape.zeroConstant(batch.totalNodes(), types);
        int row = 0;
        for (int b = 0; b < batch.size(); b++) {
            for (int v = 0; v < batch.nodes(b); v++) {
                int type = batch.graph(b).nodeType(v);
                if (type >= types) {
                    throw new IllegalArgumentException("node " + v + " has type " + type + " but the model knows 0.."
                            + (types - 1) + "; use a model with nodeTypes " + (type + 1) + " or more");
                }
                oneHot.value().data[row++ * types + type] = 1;
            }
        }
        return oneHot;
    }
}
