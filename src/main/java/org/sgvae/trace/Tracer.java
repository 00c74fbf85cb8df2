package org.sgvae.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.sgvae.decoder.Connectivity;
import org.sgvae.decoder.PropagationTime;
import org.sgvae.encoder.Removal;
import org.sgvae.graph.Graph;
import org.sgvae.plain.Decision;
import org.sgvae.plain.Decision.Kind;
import org.sgvae.plain.PlainConstructor;
import org.sgvae.plain.PlainDestructor;
import org.sgvae.plain.PlainLayers;
import org.sgvae.plain.PlainSgvae;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.sgvae.SgvaeConfig;
import org.sgvae.trace.Trace.Choice;
import org.sgvae.trace.Trace.Step;

/** Watches the plain model take a graph apart and build it again. */
final class Tracer {
    private final PlainSgvae plain;
    private final boolean learnedPrior;
    private List<double[]> states = List.of(); // after the last propagation

    Tracer(Sgvae model) {
        SgvaeConfig config = model.config();
        learnedPrior = config.priorComponents() > 0;
        boolean connected = config.connectivity() == Connectivity.CONNECTED;
        PlainLayers layers = new PlainLayers(model.parameters().values(), (name, h) -> states = List.copyOf(h));
        plain = new PlainSgvae(
                new PlainDestructor(layers, connected, config.removal() == Removal.RELAXED),
                new PlainConstructor(
                        layers, connected, config.propagation() == PropagationTime.AFTER_CHANGES, config.valences()));
    }

    Trace trace(Graph graph, ToIntFunction<Decision> choose, double... noise) {
        List<Step> removals = new ArrayList<>();
        int[] ordering = plain.destructor()
                .destruct(graph, removing(graph, choose, removals))
                .ordering();
        ToIntFunction<Decision> target = Decision.along(graph, ordering);
        PlainSgvae.Terms terms = plain.terms(graph, target, noise);
        if (!terms.construction().graph().equals(graph.relabel(ordering))) {
            throw new IllegalArgumentException("the model never builds this graph along the ordering");
        }
        List<Step> additions = new ArrayList<>();
        List<Choice> nodeTypes = new ArrayList<>();
        plain.constructor().construct(terms.z(), graph.nodes(), building(target, additions, nodeTypes));
        return new Trace(graph, noise.clone(), removals, terms, additions, nodeTypes, learnedPrior);
    }

    private ToIntFunction<Decision> removing(Graph graph, ToIntFunction<Decision> choose, List<Step> steps) {
        List<Integer> left = new ArrayList<>(first(graph.nodes()));
        return decision -> {
            int taken = choose.applyAsInt(decision);
            List<double[]> own = left.stream().map(states::get).toList();
            steps.add(new Step(List.copyOf(left), own, List.of(new Choice(decision, taken)), 0));
            if (taken >= 0) {
                left.remove(decision.others().get(taken));
            }
            return taken;
        };
    }

    private ToIntFunction<Decision> building(ToIntFunction<Decision> target, List<Step> steps, List<Choice> nodeTypes) {
        List<Choice> before = new ArrayList<>(); // the first propagation
        List<Integer> joined = new ArrayList<>(); // for each edge that came in turn, the new node
        return decision -> {
            Choice choice = new Choice(decision, target.applyAsInt(decision));
            if (decision.kind() == Kind.NODE_TYPE) {
                (steps.isEmpty() ? before : nodeTypes).add(choice);
                return choice.taken();
            }
            if (steps.isEmpty() || steps.get(steps.size() - 1).states() != states) {
                steps.add(new Step(first(states.size()), states, steps.isEmpty() ? before : List.of(), 0));
            }
            double logOrders = 0;
            if (decision.kind() == Kind.PARTNER) {
                joined.add(decision.v());
                logOrders = Math.log(Collections.frequency(joined, decision.v()));
            }
            steps.set(steps.size() - 1, with(choice, logOrders, steps.get(steps.size() - 1)));
            return choice.taken();
        };
    }

    private static Step with(Choice choice, double logOrders, Step step) {
        List<Choice> choices = new ArrayList<>(step.choices());
        choices.add(choice);
        return new Step(step.nodes(), step.states(), List.copyOf(choices), step.logOrders() + logOrders);
    }

    private static List<Integer> first(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
