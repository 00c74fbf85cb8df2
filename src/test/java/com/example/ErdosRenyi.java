package com.example;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.negate;
import static org.sgvae.autodiff.op.ElementwiseOps.logSigmoid;
import static org.sgvae.autodiff.op.MatrixOps.matmul;
import static org.sgvae.autodiff.op.MatrixOps.transpose;
import static org.sgvae.autodiff.op.ShapeOps.gatherRows;

import java.util.ArrayList;
import java.util.List;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.distribution.Bernoulli;
import org.sgvae.distribution.Categorical;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.model.Choices;
import org.sgvae.model.GraphModel;
import org.sgvae.model.NodeOrder;
import org.sgvae.model.Terms;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameter;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/**
 * Random graphs with a learned distribution of sizes and a learned probability of edges θ,
 * \(\log p(x, π) = \log s_n + m \log θ + \bigl(\binom n2 - m\bigr) \log(1 - θ)\) for n nodes and m edges, whatever the
 * ordering π; \(q(π \mid x) = 1/n!\).
 */
final class ErdosRenyi implements GraphModel {
    private final ErdosRenyiConfig config;
    private final Parameters parameters;
    private final Parameter sizes; // logits of s, 1 x maxNodes
    private final Parameter edge; // logit of θ, 1 x 1

    ErdosRenyi(ErdosRenyiConfig config, RandomKey key) {
        this.config = config;
        parameters = new Parameters(Initializer.uniformByFanIn(), key);
        sizes = parameters.vector("erdosRenyi.sizes", config.maxNodes(), 1);
        edge = parameters.matrix("erdosRenyi.edge", 1, 1, 1);
    }

    @Override
    public ErdosRenyiConfig config() {
        return config;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Terms pass(Tape tape, Minibatch batch, long[] keys) {
        Minibatch ordered = batch.along(b -> NodeOrder.RANDOM.draw(batch.graph(b), keys[b]));
        Indices size = tape.indices();
        Variable edges = tape.zeroConstant(batch.size(), 1);
        Variable others = tape.zeroConstant(batch.size(), 1);
        for (int b = 0; b < batch.size(); b++) {
            int n = batch.nodes(b);
            int m = batch.graph(b).edges();
            if (n > config.maxNodes()) {
                throw new IllegalArgumentException(n + " nodes: the model knows " + config.maxNodes());
            }
            size.add(n - 1);
            edges.value().data[b] = m;
            others.value().data[b] = n * (n - 1) / 2 - m;
        }
        Variable logSizes = transpose(Categorical.ofLogits(sizes.on(tape)).logProbs());
        Variable logit = edge.on(tape);
        Variable logPx = add(
                gatherRows(logSizes, size),
                add(matmul(edges, logSigmoid(logit)), matmul(others, logSigmoid(negate(logit)))));
        Variable logQOrder = tape.zeroConstant(batch.size(), 1);
        double[] logQ = NodeOrder.RANDOM.logProbabilities(ordered);
        System.arraycopy(logQ, 0, logQOrder.value().data, 0, logQ.length);
        return new Terms(ordered, logPx, logQOrder, Choices.none(tape), null);
    }

    @Override
    public Terms coveringPass(Tape tape, Minibatch batch, long[] keys) {
        return pass(tape, batch, keys); // all orderings are covered
    }

    @Override
    public List<GeneratedGraph> sample(Tape tape, int from, int to, RandomKey key, int maxNodes) {
        Categorical size = Categorical.ofLogits(sizes.on(tape));
        Bernoulli joined = new Bernoulli(edge.on(tape));
        List<GeneratedGraph> graphs = new ArrayList<>();
        for (int i = from; i < to; i++) {
            RandomKey own = key.split(i);
            int n = 1 + size.sample(0, own.uniform(0));
            Graph.Builder graph = Graph.builder(Math.min(n, maxNodes));
            int draw = 1;
            for (int v = 1; v < Math.min(n, maxNodes); v++) {
                for (int u = 0; u < v; u++) {
                    if (joined.sample(0, own.uniform(draw++))) {
                        graph.edge(u, v);
                    }
                }
            }
            graphs.add(new GeneratedGraph(graph.build(), n <= maxNodes));
        }
        tape.reset();
        return graphs;
    }
}
