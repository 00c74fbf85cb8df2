package org.sgvae.graphrnn;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.MatrixOps.matmulTransB;
import static org.sgvae.autodiff.op.MatrixOps.transpose;
import static org.sgvae.autodiff.op.SegmentOps.segmentSum;
import static org.sgvae.autodiff.op.ShapeOps.concatRows;
import static org.sgvae.autodiff.op.ShapeOps.gatherRows;

import java.util.List;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.Categorical;
import org.sgvae.gnn.Minibatch;

/**
 * Log-probability of given graphs along given orderings, by teacher forcing: all graphs of a batch go through the
 * node-level network position by position, then all rows of all graphs through the edge-level one entry by entry. The
 * graphs, and the rows, that are in work at any step are the first ones, so nothing is padded.
 */
final class RowScoring {
    private final RowNetworks networks;
    private final Tape tape;
    private final Minibatch batch;
    private final OrderedGraphs graphs;
    private final boolean token;

    RowScoring(RowNetworks networks, Tape tape, Minibatch batch) {
        this.networks = networks;
        this.tape = tape;
        this.batch = batch;
        graphs = new OrderedGraphs(batch, networks.config());
        token = networks.config().end() == End.TOKEN;
    }

    /** \(\log p(x, π)\), B x 1. */
    Variable logProb() {
        Indices firstRow = tape.indices(); // of each position, in the matrix of states
        Indices graphOfRow = tape.indices();
        Indices kinds = tape.indices();
        List<Variable> states = tape.list();
        GruStack.Run run = networks.start(tape, batch.size());
        for (int s = 0; s < batch.maxNodes(); s++) {
            firstRow.add(graphOfRow.size());
            Indices active = tape.indices();
            for (int b = 0; b < batch.largerThan(s); b++) {
                active.add(b);
                graphOfRow.add(b);
                kinds.add(s + 1 < batch.nodes(b) ? 1 + graphs.nodeType(b, s + 1) : 0);
            }
            run.keepFirst(active.size());
            states.add(networks.read(run, tape, graphs, active, s));
        }
        Variable h = concatRows(states);
        Variable sum = add(add(logProbFirstTypes(), rows(h, firstRow)), impossible());
        Categorical next = networks.kinds(h);
        return next == null ? sum : add(sum, segmentSum(next.logProb(kinds), graphOfRow, batch.size()));
    }

    private Variable logProbFirstTypes() {
        Categorical first = networks.firstTypes(tape);
        if (first == null) {
            return tape.zeroConstant(batch.size(), 1);
        }
        Indices types = tape.indices();
        for (int b = 0; b < batch.size(); b++) {
            types.add(graphs.nodeType(b, 0));
        }
        return gatherRows(transpose(first.logProbs()), types);
    }

    /** Log-probability of all entries of all rows, longest rows first; B x 1. */
    private Variable rows(Variable h, Indices firstRow) {
        Indices graph = tape.indices();
        Indices position = tape.indices();
        Indices stateBefore = tape.indices();
        for (int s = batch.maxNodes(); s >= 1; s--) {
            int count = batch.largerThan(token ? s : s - 1); // an end that is an empty row is one row more
            for (int b = 0; b < count; b++) {
                graph.add(b);
                position.add(s);
                stateBefore.add(firstRow.get(s - 1) + b);
            }
        }
        Variable far = far(graph, position);
        return graph.size() == 0 ? far : add(far, near(gatherRows(h, stateBefore), graph, position));
    }

    private Variable near(Variable states, Indices graph, Indices position) {
        RowModel.Walk walk = networks.startRows(states, graphs, graph, position);
        Indices graphOfEntry = tape.indices();
        Indices entries = tape.indices();
        List<Variable> logits = tape.list();
        int longest = Math.min(position.get(0), networks.config().window());
        for (int j = 1, m = graph.size(); j <= longest; j++) {
            while (position.get(m - 1) < j) {
                m--;
            }
            logits.add(networks.entry(walk, tape, graphs, graph, position, m, j));
            for (int i = 0; i < m; i++) {
                graphOfEntry.add(graph.get(i));
                entries.add(graphs.entry(graph.get(i), position.get(i), j));
            }
        }
        return segmentSum(Categorical.ofLogits(concatRows(logits)).logProb(entries), graphOfEntry, batch.size());
    }

    /** Entries outside the window: how often each outcome occurs, times its log-probability. */
    private Variable far(Indices graph, Indices position) {
        int outcomes = 1 + networks.config().edgeTypes();
        Variable counts = tape.zeroConstant(batch.size(), outcomes);
        for (int i = 0; i < graph.size(); i++) {
            for (int j = networks.config().window() + 1; j <= position.get(i); j++) {
                counts.value().data[graph.get(i) * outcomes + graphs.entry(graph.get(i), position.get(i), j)]++;
            }
        }
        return matmulTransB(counts, networks.farEntry(tape).logProbs());
    }

    /** −∞ for a graph with an empty row that would have been its end, else 0; B x 1. */
    private Variable impossible() {
        Variable log = tape.zeroConstant(batch.size(), 1);
        for (int b = 0; b < batch.size() && !token; b++) {
            for (int s = 1; s < batch.nodes(b); s++) {
                boolean empty = true;
                for (int j = 1; j <= s; j++) {
                    empty &= graphs.entry(b, s, j) == 0;
                }
                if (empty) {
                    log.value().data[b] = Double.NEGATIVE_INFINITY;
                }
            }
        }
        return log;
    }
}
