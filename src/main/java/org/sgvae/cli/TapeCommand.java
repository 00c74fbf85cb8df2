package org.sgvae.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.TapePrinter;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.check.ExampleInputs;
import org.sgvae.autodiff.check.OpCatalogue;
import org.sgvae.autodiff.op.ElementwiseOps;
import org.sgvae.autodiff.op.MatrixOps;
import org.sgvae.autodiff.op.ReductionOps;
import org.sgvae.cli.option.SeedOption;
import org.sgvae.encoder.Posterior;
import org.sgvae.sgvae.Sgvae;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the tape of a small computation. */
@Command(
        name = "tape",
        description = {
            "Records a small computation on a tape, runs it backwards and prints the tape: a line for each variable with"
                    + " its operation, shape, inputs, the norms of its value and gradient, and the line of code that"
                    + " made it."
        },
        footer = {"%nExamples:", "  sgvae tape --case softmax", "  sgvae tape --dot | dot -Tsvg > tape.svg"})
final class TapeCommand implements Callable<Integer> {
    private static final String LAYER = "layer";
    private static final String MODEL = "model";
    private static final OpCatalogue.Size SIZE = new OpCatalogue.Size(2, 3, 4);

    @Spec
    private CommandSpec spec;

    @Mixin
    private SeedOption seed;

    @Option(
            names = "--case",
            paramLabel = "NAME",
            defaultValue = LAYER,
            description = "What is computed: " + LAYER + ", sum(tanh(X W' + b)); " + MODEL
                    + ", log-densities of a graph under a tiny SGVAE; or an operation that gradcheck lists, with or"
                    + " without its class, such as SoftmaxOps.softmax. Default: ${DEFAULT-VALUE}.")
    private String name;

    @Option(
            names = "--dot",
            description = "Print a graph in the DOT language of Graphviz instead: an arrow from each input to what was"
                    + " computed from it, bold where a gradient flows back.")
    private boolean dot;

    @Override
    public Integer call() {
        Tape tape = Tape.recording();
        tape.inspector().retainGradients().traceLines();
        Variable y = computation().apply(tape);
        tape.backward(y.rows() == 1 && y.columns() == 1 ? y : ReductionOps.sum(y));
        PrintWriter out = spec.commandLine().getOut();
        out.print(dot ? TapePrinter.dot(tape) : TapePrinter.table(tape));
        out.flush();
        return ExitCode.OK;
    }

    private Function<Tape, Variable> computation() {
        if (name.equals(LAYER)) {
            return this::layer;
        }
        if (name.equals(MODEL)) {
            Sgvae model = GradcheckCommand.tinyModel(GradcheckCommand.config(Posterior.GAUSSIAN), seed.value());
            return tape -> GradcheckCommand.objective(tape, model, seed.value());
        }
        OpCatalogue.Example example = operation()
                .maker()
                .apply(SIZE, new SplittableRandom(seed.value()))
                .get(0);
        return tape -> example.function()
                .apply(example.inputs().stream().map(tape::variable).toList());
    }

    private Variable layer(Tape tape) {
        SplittableRandom random = new SplittableRandom(seed.value());
        DMatrixRMaj inputs = ExampleInputs.normal(2, 3, random);
        DMatrixRMaj weights = ExampleInputs.normal(4, 3, random);
        DMatrixRMaj biases = ExampleInputs.normal(1, 4, random);

        Variable x = tape.constant(inputs);
        Variable w = tape.variable(weights);
        Variable b = tape.variable(biases);
        return ReductionOps.sum(ElementwiseOps.tanh(MatrixOps.affine(x, w, b)));
    }

    private OpCatalogue.Entry operation() {
        List<OpCatalogue.Entry> entries = OpCatalogues.entries();
        return entries.stream()
                .filter(entry -> entry.name().equals(name) || entry.name().endsWith("." + name))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> near = entries.stream()
                            .map(OpCatalogue.Entry::name)
                            .filter(known -> known.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT)))
                            .toList();
                    return new ParameterException(
                            spec.commandLine(),
                            "--case " + name + ": no such case; give " + LAYER + ", " + MODEL + " or "
                                    + (near.isEmpty() ? "an operation that gradcheck lists" : String.join(", ", near)));
                });
    }
}
