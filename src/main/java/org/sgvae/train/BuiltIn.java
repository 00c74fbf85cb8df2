package org.sgvae.train;

import java.util.List;
import org.sgvae.estimator.LearnedBaseline;
import org.sgvae.estimator.LeaveOneOut;
import org.sgvae.estimator.MovingAverage;
import org.sgvae.estimator.Reinforce;
import org.sgvae.estimator.RewardToGo;
import org.sgvae.graphnvp.GraphNvpConfig;
import org.sgvae.graphrnn.GraphRnnConfig;
import org.sgvae.graphvae.GraphVaeConfig;
import org.sgvae.objective.Bound;
import org.sgvae.objective.CodeDiscrepancy;
import org.sgvae.objective.KSampleBound;
import org.sgvae.objective.PaperSurrogate;
import org.sgvae.objective.PriorReplay;
import org.sgvae.objective.RateBound;
import org.sgvae.optim.Schedule;
import org.sgvae.sggn.SggnConfig;
import org.sgvae.sgvae.SgvaeConfig;

/** What the library itself has: one line for each model, objective, estimator and regularizer. */
final class BuiltIn implements Extension {
    @Override
    public List<ModelKind> models() {
        return List.of(
                new ModelKind(
                        SgvaeConfig.class,
                        "sequential graph VAE with a latent code",
                        List.of(
                                new Preset("default", "cycles or general, as the data ask for", Presets::standard),
                                new Preset("cycles", "a code of each length, for cycles", Presets::cycles),
                                new Preset("general", "any graphs, with a code of a given rate", Presets::general),
                                new Preset("paper", "point posterior and the paper's surrogate", Presets::paper))),
                new ModelKind(
                        SggnConfig.class,
                        "sequential generator without latent code (DGMG)",
                        List.of(new Preset("sggn", "orderings by breadth-first search", Presets::sggn))),
                new ModelKind(
                        GraphRnnConfig.class,
                        "recurrent networks over the rows of the adjacency matrix",
                        List.of(
                                new Preset("graphrnn", "GraphRNN, an edge after the other", Presets::graphRnn),
                                new Preset(
                                        "graphrnn-s", "GraphRNN-S, the edges of a node at once", Presets::graphRnnS))),
                new ModelKind(
                        GraphVaeConfig.class,
                        "VAE whose decoder gives all nodes and edges at once",
                        List.of(
                                new Preset("graphvae", "trained on the best matching", Presets::graphVae),
                                new Preset(
                                        "graphvae-unmatched",
                                        "trained on breadth-first placements",
                                        Presets::graphVaeUnmatched))),
                new ModelKind(
                        GraphNvpConfig.class,
                        "normalising flow of adjacency tensor and node types",
                        List.of(
                                new Preset("graphnvp", "additive couplings", Presets::graphNvp),
                                new Preset("graphnvp-affine", "affine couplings", Presets::graphNvpAffine))));
    }

    @Override
    public List<Record> settings() {
        return List.of(
                KSampleBound.plain(),
                new RateBound(0),
                Bound.plain(),
                PaperSurrogate.asPublished(),
                Reinforce.asPublished(),
                new MovingAverage(0.9),
                LearnedBaseline.of(0.05),
                new LeaveOneOut(),
                new RewardToGo(),
                new CodeDiscrepancy(Schedule.constant(0)),
                new PriorReplay(Schedule.constant(0)));
    }
}
