package org.sgvae.decoder;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.gnn.GraphBatch;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;

/**
 * The decisions that build the graphs of a batch along their orderings, listed in the order in which {@link Constructor#score}
 * computes their log-probabilities.
 *
 * <p>Edges are kept as (graph, earlier position, later position, type) in the order in which they are added; the batch present at a
 * step has the edges among the nodes that are there.
 */
final class TeacherForcing {
    /** For every step of every graph 1 if a node is added, 0 if it stops. */
    final Indices more;

    final Indices graphOfStep;
    final Indices newOfPair;
    final Indices graphOfPair;
    final Indices nodeType;
    final Indices graphOfNode;

    private final Tape tape;
    private final Minibatch batch;
    private final Indices firstNode;
    private final Indices positionOfNode;
    private final Indices edgeGraph;
    private final Indices edgeEarlier;
    private final Indices edgeLater;
    private final Indices edgeType;
    private final Indices edgeClass;
    private GraphBatch present;
    private int presentStep;
    private int newNodes;

    TeacherForcing(Tape tape, Minibatch batch) {
        this.tape = tape;
        this.batch = batch;
        more = tape.indices();
        graphOfStep = tape.indices();
        newOfPair = tape.indices();
        graphOfPair = tape.indices();
        nodeType = tape.indices();
        graphOfNode = tape.indices();
        firstNode = tape.indices();
        positionOfNode = tape.indices().zeros(batch.totalNodes());
        edgeGraph = tape.indices();
        edgeEarlier = tape.indices();
        edgeLater = tape.indices();
        edgeType = tape.indices();
        edgeClass = tape.indices();
        present = GraphBatch.on(tape);
        int first = 0;
        for (int b = 0; b < batch.size(); b++) {
            firstNode.add(first);
            for (int k = 0; k < batch.nodes(b); k++) {
                positionOfNode.set(first + batch.node(b, k), k);
            }
            first += batch.nodes(b);
        }
    }

    /** The first k nodes of each of the first {@code active} graphs; row u * active + b is node u of graph b. */
    GraphBatch present(int k, int active) {
        if (presentStep == k) {
            return present;
        }
        presentStep = k;
        present = GraphBatch.on(tape);
        for (int b = 0; b < active; b++) {
            present.addGraph();
        }
        for (int u = 0; u < k; u++) {
            for (int b = 0; b < active; b++) {
                present.addRow(b);
            }
        }
        for (int e = 0; e < edgeGraph.size(); e++) {
            int b = edgeGraph.get(e);
            if (b < active) {
                present.addEdge(edgeEarlier.get(e) * active + b, edgeLater.get(e) * active + b, edgeType.get(e));
            }
        }
        return present;
    }

    /** Lists the decisions that are taken with k nodes present; {@code growing} of the {@code active} graphs get another one. */
    void decide(int k, int active, int growing) {
        for (int b = 0; b < active; b++) {
            more.add(b < growing ? 1 : 0);
            graphOfStep.add(b);
        }
        for (int u = 0; u < k; u++) {
            for (int b = growing; b < active; b++) {
                nodeType.add(batch.graph(b).nodeType(batch.node(b, u)));
                graphOfNode.add(b);
            }
        }
        int firstPair = newOfPair.size();
        for (int u = 0; u < k; u++) {
            for (int b = 0; b < growing; b++) {
                newOfPair.add(newNodes + b);
                graphOfPair.add(b);
                edgeClass.add(0);
            }
        }
        newNodes += growing;
        for (int b = 0; b < growing; b++) {
            Graph graph = batch.graph(b);
            int v = batch.node(b, k);
            for (int i = 0; i < graph.degree(v); i++) {
                int u = positionOfNode.get(firstNode.get(b) + graph.neighbour(v, i));
                if (u < k) {
                    edgeGraph.add(b);
                    edgeEarlier.add(u);
                    edgeLater.add(k);
                    edgeType.add(graph.neighbourEdgeType(v, i));
                    edgeClass.set(firstPair + u * growing + b, 1 + graph.neighbourEdgeType(v, i));
                }
            }
        }
    }

    /** Rows of graphs {@code from..to-1} in a state of k nodes of {@code active} graphs. */
    Indices rows(int k, int active, int from, int to) {
        Indices rows = tape.indices();
        for (int u = 0; u < k; u++) {
            for (int b = from; b < to; b++) {
                rows.add(u * active + b);
            }
        }
        return rows;
    }

    /** For every pair of an old and a new node the class of its edge: 0 for none, 1 + type. */
    Indices edgeClass() {
        return edgeClass;
    }
}
