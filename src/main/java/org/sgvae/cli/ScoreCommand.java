package org.sgvae.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.cli.option.ForceOption;
import org.sgvae.graph.Automorphisms;
import org.sgvae.io.AtomicFile;
import org.sgvae.io.Directories;
import org.sgvae.json.Json;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonNull;
import org.sgvae.json.JsonNumber;
import org.sgvae.json.JsonObject;
import org.sgvae.model.Latent;
import org.sgvae.model.Terms;
import org.sgvae.nn.WeightsFile;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores one graph along one ordering. */
@Command(
        name = "score",
        description = {
            "Passes one graph through a model along one given ordering and writes score.json (log-densities in nats, the"
                    + " code z, the number of automorphisms) and two files of gradients, a tensor for each weight:"
                    + " grad-elbo.safetensors, of logPx + logPz - logQz, and grad-order.safetensors, of logQOrder.",
            "The case is JSON with config (sizes of the model), graph (nodes, nodeType, edges as [node, node, type]), order"
                    + " (nodes in construction order) and eps (noise of the code; null for a point posterior). With sequential edges a"
                    + " node's edges come oldest partner first, and logPx has the logarithm of the number of their orders"
                    + " added."
        },
        footer = {
            "%nExample:",
            "  sgvae score --weights testdata/golden/cycle6-paper.weights.safetensors \\",
            "      --case testdata/golden/cycle6-paper.json --out score"
        })
final class ScoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ForceOption force;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            required = true,
            description = "Weights of the model (safetensors).")
    private Path weights;

    @Option(names = "--case", paramLabel = "FILE", required = true, description = "The case (JSON).")
    private Path input;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Directory for the three files; made if need be.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        ScoreCase scored = ScoreCase.read(input);
        Sgvae model = Sgvae.create(scored.config(), RandomKey.of(0));
        WeightsFile.read(weights, model.parameters());
        Tape tape = Tape.recording();
        Terms terms = model.passAlong(tape, scored.batch(), scored.noise()).terms();
        Latent code = Objects.requireNonNull(terms.latent());
        tape.inspector().requireFinite();
        String score = Json.pretty(json(terms, code, scored));

        Path scoreFile = out.resolve("score.json");
        Path elboFile = out.resolve("grad-elbo.safetensors");
        Path orderFile = out.resolve("grad-order.safetensors");
        Directories.create(out);
        for (Path file : List.of(scoreFile, elboFile, orderFile)) {
            force.require(file);
        }
        Variable pathwise = ArithmeticOps.subtract(ArithmeticOps.add(terms.logPx(), code.logPz()), code.logQz());
        writeGradient(elboFile, model, pathwise);
        writeGradient(orderFile, model, terms.logQOrder());
        AtomicFile.write(scoreFile, score);
        spec.commandLine().getOut().print(score);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static JsonObject json(Terms terms, Latent code, ScoreCase scored) {
        return JsonObject.builder()
                .put("logPx", terms.logPx().scalarValue())
                .put("logPz", code.logPz().scalarValue())
                .put("logQz", code.logQz().scalarValue())
                .put(
                        "kl",
                        code.posterior() == null
                                ? JsonNull.NULL
                                : JsonNumber.of(code.divergence().scalarValue()))
                .put("logQOrder", terms.logQOrder().scalarValue())
                .put(
                        "z",
                        JsonArray.ofNumbers(
                                Arrays.copyOf(code.z().value().data, code.z().columns())))
                .put(
                        "automorphisms",
                        new JsonNumber(
                                Automorphisms.count(scored.batch().graph(0)).toString()))
                .build();
    }

    /** The gradient of a scalar with respect to every weight; zero for weights that it does not depend on. */
    private static void writeGradient(Path file, Sgvae model, Variable scalar) throws IOException {
        Tape tape = scalar.tape();
        tape.clearGradients();
        if (scalar.needsGradient()) { // a graph of one node has nothing to order
            tape.backward(scalar);
        }
        WeightsFile.write(
                file, model.parameters().all(), weight -> weight.on(tape).gradient());
    }
}
