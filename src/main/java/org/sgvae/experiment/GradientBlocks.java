package org.sgvae.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sgvae.autodiff.Tape;
import org.sgvae.nn.Parameter;
import org.sgvae.nn.Parameters;

/**
 * Gradients of all parameters as one array, in the parameters' order, and its parts by what they are of: {@code destructor} and each of
 * its layers, such as {@code destructor.select}, and {@code constructor}.
 */
final class GradientBlocks {
    /** The block that has all parameters. */
    static final String ALL = "";

    private static final String DIVIDED = "destructor";

    private final List<Parameter> parameters;
    private final Map<String, List<Parameter>> blocks = new LinkedHashMap<>();
    private final int length;

    GradientBlocks(Parameters parameters) {
        this.parameters = List.copyOf(parameters.all());
        length = parameters.count();
        for (Parameter parameter : this.parameters) {
            String[] names = parameter.name().split("\\.", -1);
            add(ALL, parameter);
            add(names[0], parameter);
            if (names[0].equals(DIVIDED)) {
                add(names[0] + "." + names[1], parameter);
            }
        }
    }

    private void add(String block, Parameter parameter) {
        blocks.computeIfAbsent(block, name -> new ArrayList<>()).add(parameter);
    }

    int length() {
        return length;
    }

    /** The gradients that a tape computed. */
    double[] gradient(Tape tape) {
        double[] flat = new double[length];
        int at = 0;
        for (Parameter parameter : parameters) {
            int count = parameter.value().getNumElements();
            System.arraycopy(parameter.on(tape).gradient().data, 0, flat, at, count);
            at += count;
        }
        return flat;
    }

    /** Squared Euclidean distance of two gradients, by block, {@link #ALL} first. */
    Map<String, Double> squaredDistances(double[] a, double[] b) {
        Map<Parameter, Double> own = new LinkedHashMap<>();
        int at = 0;
        for (Parameter parameter : parameters) {
            int end = at + parameter.value().getNumElements();
            double sum = 0;
            for (; at < end; at++) {
                sum += (a[at] - b[at]) * (a[at] - b[at]);
            }
            own.put(parameter, sum);
        }
        Map<String, Double> distances = new LinkedHashMap<>();
        blocks.forEach((block, members) -> distances.put(
                block,
                members.stream()
                        .mapToDouble(member -> own.getOrDefault(member, 0.0))
                        .sum()));
        return Collections.unmodifiableMap(distances);
    }
}
