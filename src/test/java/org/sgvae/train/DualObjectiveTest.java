package org.sgvae.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.dual.DualTape;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.DataSet;
import org.sgvae.model.GraphModel;
import org.sgvae.objective.Regularizer;
import org.sgvae.random.RandomKey;

/** What a training step walks backwards from, surrogate and regularizers, against dual numbers, for every model. */
class DualObjectiveTest {
    private static final DMatrixRMaj ONE = new DMatrixRMaj(1, 1, true, 1);
    private static final double PROGRESS = 0.6; // when all that the presets have counts

    private static final DataSet TYPED = TinyData.of(
            Graph.of(new int[] {1}),
            Graph.of(new int[] {0, 1, 1}, new int[] {0, 2, 1}),
            Graph.of(
                    new int[] {1, 0, 0, 1, 0},
                    new int[] {0, 1, 0},
                    new int[] {1, 2, 1},
                    new int[] {2, 3, 0},
                    new int[] {0, 3, 0}));
    private static final DataSet UNTYPED =
            TinyData.of(GraphFamilies.path(2), GraphFamilies.cycle(4), GraphFamilies.star(5));

    static List<Preset> presets() {
        return Kinds.presets();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void gradient_ofEveryPreset_isThatOfDualNumbers(Preset preset) {
        check(preset.configFor().apply(TYPED), TYPED);
        check(preset.configFor().apply(UNTYPED), UNTYPED);
    }

    @ParameterizedTest
    @CsvSource({
        "cycles, model.removal=relaxed",
        "cycles, model.removal=relaxed model.edges=sequential",
        "cycles, model.removal=relaxed model.pathDim=3 model.codeInput=every_step",
        "cycles, model.edges=sequential",
        "cycles, model.codeInput=every_step",
        "cycles, model.connectivity=connected",
        "cycles, model.removal=relaxed model.connectivity=connected",
        "cycles, model.edges=sequential model.connectivity=connected model.codeInput=every_step",
        "cycles, model.pathDim=3",
        "cycles, objective.temper=0.7",
        "cycles, objective=bound:estimator=reinforce",
        "cycles, objective=bound objective.estimator=leaveOneOut",
        "cycles, objective=bound objective.estimator=movingAverage",
        "cycles, objective=bound objective.estimator=learnedBaseline",
        "cycles, objective=bound objective.estimator=rewardToGo",
        "cycles, objective=bound objective.freeBits=3 objective.klWeight=0.4 objective.orderingWeight=0.2",
        "general, model.edges=independent",
        "general, model.removal=relaxed",
        "general, model.priorComponents=0",
        "general, model.pathDim=0",
        "general, objective.codeDraw=shared",
        "general, objective.codeDraw=independent",
        "general, objective=kSampleBound",
        "general, objective=bound",
        "paper, orderings=2 objective.estimator=leaveOneOut",
        "paper, model.removal=relaxed",
        "paper, model.edges=sequential",
        "sggn, orderings=2 objective=kSampleBound",
        "graphrnn, model.window=2",
        "graphrnn-s, model.window=2",
        "graphrnn, model.end=empty_row",
        "graphvae, objective.freeBits=2",
        "graphnvp, orderings=2"
    })
    void gradient_ofEveryVariant_isThatOfDualNumbers(String preset, String changes) {
        DataSet data = changes.matches(".*(connected|empty_row).*") ? UNTYPED : TYPED;
        TrainingConfig config = Kinds.preset(preset).configFor().apply(data);
        for (String change : changes.split(" ", -1)) {
            String[] sides = change.split("=", 2);
            config = ConfigText.with(config, Map.of(sides[0], sides[1]));
        }
        check(config, data);
    }

    private static void check(TrainingConfig config, DataSet data) {
        GraphModel model = Trainer.freshModel(config);
        Tape tape = Tape.recording();
        List<Regularizer.Run> regularizers = new ArrayList<>();
        config.regularizers().forEach(regularizer -> regularizers.add(regularizer.start(model, data.graphs())));
        Shard shard = new Shard(model, config.objective(), regularizers, 0, tape);
        double[] state = new double[config.objective().stateSize()];
        List<Integer> all = IntStream.range(0, data.graphs().size())
                .boxed()
                .sorted((a, b) ->
                        data.graphs().get(b).nodes() - data.graphs().get(a).nodes())
                .toList();
        for (int step = 0; step < 3; step++) { // later ones have what earlier ones learned and remember
            RandomKey key = RandomKey.of(7).split(step);
            Minibatch batch = new Minibatch(all.stream().map(data.graphs()::get).toList(), config.orderings());
            long[] keys = LongStream.range(0, batch.size())
                    .map(b -> key.split(b).bits())
                    .toArray();
            shard.forward(all, batch, keys, PROGRESS, state);
            regularizers.forEach(regularizer -> regularizer.exchange(List.of(shard.part()), key, PROGRESS));
            shard.backward(batch.size(), PROGRESS, state);
            config.objective().learn(List.of(shard.learned()), state);
            Variable loss = tape.get(tape.size() - 1);
            for (int seed = 0; seed < 2; seed++) {
                DualTape.check(loss, ONE, seed, 1e-10);
            }
        }
    }
}
