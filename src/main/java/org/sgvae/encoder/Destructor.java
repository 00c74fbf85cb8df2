package org.sgvae.encoder;

import static org.sgvae.autodiff.SegmentOps.segmentLogSoftmax;
import static org.sgvae.autodiff.ShapeOps.concatRows;
import static org.sgvae.autodiff.ShapeOps.gatherRows;
import static org.sgvae.autodiff.ShapeOps.sliceRows;

import java.util.Collections;
import java.util.List;
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
 * <p>All graphs of a batch go in lockstep: step t removes the t-th node of every graph that still has two. As the batch is ordered
 * by size, the graphs that finish at a step are the last ones of those in work.
 */
public final class Destructor {
    private final Linear embed;
    private final Propagation propagation;
    private final Linear select;
    private final Removal removal;

    public Destructor(Parameters parameters, Sizes sizes, Removal removal) {
        embed = new Linear(parameters, "destructor.embed", sizes.nodeTypes(), sizes.nodeDim());
        propagation = new Propagation(
                parameters, "destructor.prop", sizes.rounds(), sizes.nodeDim(), sizes.messageDim(), sizes.edgeTypes());
        select = new Linear(parameters, "destructor.select", sizes.nodeDim(), 1);
        this.removal = removal;
    }

    public void remember(double longest, RandomKey key) {
        propagation.remember(longest, key);
    }

    /**
     * Takes the graphs of a batch apart.
     *
     * @param tape where to
     * @param batch B graphs; their orderings are set to the order of removal, read backwards
     * @param rule chooses the victims
     * @return states of the last nodes and log-probabilities of the removals
     */
    public Destruction destruct(Tape tape, Minibatch batch, VictimRule rule) {
        Variable h = embed.apply(oneHotTypes(tape, batch));
        List<Variable> lastStates = tape.list();
        List<Variable> logQ = tape.list();
        Indices graphOfStep = tape.indices();
        Indices numberOfStep = tape.indices();

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
        Remains remains = removal.begin(propagation, h, graphs);
        for (int step = 0; batch.largerThan(step + 1) > 0; step++) {
            int active = batch.largerThan(step + 1);
            Variable states = remains.propagate();
            Variable logProb = segmentLogSoftmax(select.apply(states), graphOfNode, active);

            int going = batch.largerThan(step + 2);
            Indices victims = tape.indices();
            Indices survivors = tape.indices(); // of graphs that go on
            Indices finished = tape.indices();
            Indices survivingNodes = tape.indices();
            Indices graphOfSurvivor = tape.indices();
            int first = 0;
            for (int b = 0; b < active; b++) {
                int left = batch.nodes(b) - step;
                int victim = first + rule.choose(b, left, logProb.value().data, first, nodes);
                victims.add(victim);
                graphOfStep.add(b);
                numberOfStep.add(step);
                batch.setNode(b, left - 1, nodes.get(victim));
                for (int i = first; i < first + left; i++) {
                    if (i != victim && b < going) {
                        survivors.add(i);
                        survivingNodes.add(nodes.get(i));
                        graphOfSurvivor.add(b);
                    } else if (i != victim) {
                        finished.add(i);
                        batch.setNode(b, 0, nodes.get(i));
                    }
                }
                first += left;
            }
            logQ.add(gatherRows(logProb, victims));
            if (finished.size() > 0) {
                lastStates.add(gatherRows(states, finished));
            }
            if (going > 0) {
                remains.remove(logProb, survivors, going);
                nodes = survivingNodes;
                graphOfNode = graphOfSurvivor;
            }
        }
        Collections.reverse(lastStates); // the smallest graphs, which come last in the batch, were finished first
        Variable steps = logQ.isEmpty() ? tape.zeroConstant(0, 1) : concatRows(logQ);
        return new Destruction(concatRows(lastStates), steps, graphOfStep, numberOfStep);
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
