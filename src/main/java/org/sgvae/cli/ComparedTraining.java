package org.sgvae.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.sgvae.cli.terminal.TrainingProgress;
import org.sgvae.cli.terminal.TrainingView;
import org.sgvae.evaluate.EvaluationConfig;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DataSets;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.graph.data.Split;
import org.sgvae.io.AtomicFile;
import org.sgvae.json.Json;
import org.sgvae.json.JsonObject;
import org.sgvae.model.GraphModel;
import org.sgvae.molecule.MoleculeData;
import org.sgvae.nn.Checkpoint;
import org.sgvae.parallel.Workers;
import org.sgvae.train.EpochMetrics;
import org.sgvae.train.Preset;
import org.sgvae.train.RunDirectory;
import org.sgvae.train.TimeBudget;
import org.sgvae.train.Trainer;
import org.sgvae.train.TrainingConfig;
import org.sgvae.train.TrainingListener;
import org.sgvae.train.TrainingRun;

/**
 * A run of {@code compare} or {@code rate-regret}: a preset on data with a seed. What its directory has is not done again.
 *
 * @param preset how to train
 * @param data on what
 * @param seed source of all random numbers of the training
 * @param path its directory
 * @param settings budget, and how to measure
 * @param measuring what to measure
 */
record ComparedTraining(Preset preset, Data data, long seed, Path path, CompareSettings settings, Measuring measuring) {
    /** What is measured of a trained model and written to {@code evaluation.json}. */
    interface Measuring {
        JsonObject measure(GraphModel model, Data data, CompareSettings settings, Workers workers);
    }

    /** Data and their parts; one that is shared by the runs. */
    record Data(String text, DataSet whole, Optional<MoleculeData> molecules, Split.Parts parts) {
        static Data parse(String text, Split split) throws IOException {
            Optional<MoleculeData> molecules = MoleculeData.parse(text);
            DataSet whole = molecules.isPresent() ? molecules.get().data() : DataSets.parse(text);
            return new Data(text, whole, molecules, split.of(whole));
        }

        boolean hasKnownProbabilities() {
            return whole.distribution().flatMap(GraphDistribution::probability).isPresent();
        }

        /** The text as the name of a directory. */
        String directory() {
            return text.replaceAll("[^A-Za-z0-9.,=_-]", "_");
        }
    }

    /** What lines of progress call it. */
    String name() {
        return preset.name() + " on " + data.text() + ", seed " + seed;
    }

    /** Whether it has been measured. */
    boolean isDone() {
        return Files.exists(evaluation());
    }

    private Path evaluation() {
        return path.resolve("evaluation.json");
    }

    /**
     * Begins the run or goes on with it, and measures the model unless it is to stop before.
     *
     * @throws ArithmeticException if the training breaks off
     */
    void run(Workers workers, PrintWriter err, BooleanSupplier stop) throws IOException {
        RunDirectory run = Files.exists(path.resolve("config.json")) ? opened() : begun(workers, stop);
        if (stop.getAsBoolean()) {
            return;
        }
        GraphModel model = train(run, workers, err, stop);
        if (stop.getAsBoolean()) {
            return;
        }
        AtomicFile.write(evaluation(), Json.pretty(measuring.measure(model, data, settings, workers)));
    }

    private RunDirectory opened() throws IOException {
        RunDirectory run = RunDirectory.open(path);
        run.readParts(); // which checks that the graphs are the same
        if (!run.readData().equals(data.text())) {
            throw new IOException(path + ": has a run on " + run.readData() + "; choose another directory for --out");
        }
        return run;
    }

    private RunDirectory begun(Workers workers, BooleanSupplier stop) throws IOException {
        DataSet training = data.parts().train();
        TrainingConfig preset =
                this.preset.configFor().apply(training).toBuilder().seed(seed).build();
        int epochs = settings.seconds().isPresent()
                ? settings.seconds().get().epochs(preset, training, workers, stop)
                : settings.epochs().orElse(preset.epochs());
        RunDirectory run = RunDirectory.create(path);
        if (!stop.getAsBoolean()) {
            JsonObject about = TrainCommand.about(
                    this.preset, data.whole(), data.molecules(), settings.split(), data.parts(), 0, maxNodes());
            run.writeConfig(about, preset.toBuilder().epochs(epochs).build());
        }
        return run;
    }

    private int maxNodes() {
        return EvaluationConfig.standard(data.parts().train(), 1).maxNodes();
    }

    /** Returns the model, trained until the budget is spent or it is to stop. */
    private GraphModel train(RunDirectory run, Workers workers, PrintWriter err, BooleanSupplier stop)
            throws IOException {
        TrainingConfig config = run.readConfig();
        GraphModel model = Trainer.freshModel(config);
        TrainingRun training = new TrainingRun(run, model, data.parts(), config, workers);
        if (Checkpoint.exists(path)) {
            training.resume().ifPresent(fault -> err.println("took the checkpoint before: " + fault));
        }
        double budget = settings.seconds().map(TimeBudget::seconds).orElse(Double.POSITIVE_INFINITY);
        TrainingProgress progress = new TrainingProgress(err, name(), config.epochs());
        TrainingView view =
                new TrainingView(model, data.parts().train(), config, workers, 0, run.readMaxNodes(), progress, stop);
        training.train(new Clocked(view, workers, budget, TimeBudget.spent(run)));
        return model;
    }

    /** Notes the processor time of each epoch, and stops when the budget is spent, after whole epochs. */
    private static final class Clocked implements TrainingListener {
        private final TrainingListener listener;
        private final Workers workers;
        private final double budget;
        private double spent;
        private long start;

        Clocked(TrainingListener listener, Workers workers, double budget, double spent) {
            this.listener = listener;
            this.workers = workers;
            this.budget = budget;
            this.spent = spent;
            start = workers.processorNanos();
        }

        @Override
        public boolean stopRequested() {
            return spent >= budget || listener.stopRequested();
        }

        @Override
        public JsonObject measure(int epoch) {
            double seconds = (workers.processorNanos() - start) * 1e-9;
            spent += seconds;
            JsonObject.Builder json = JsonObject.builder();
            listener.measure(epoch).members().forEach(json::put);
            start = workers.processorNanos();
            return json.put(TimeBudget.MEMBER, seconds).build();
        }

        @Override
        public void epochDone(EpochMetrics metrics) {
            listener.epochDone(metrics);
        }
    }
}
