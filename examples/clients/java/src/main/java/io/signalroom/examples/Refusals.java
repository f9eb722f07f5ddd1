package io.signalroom.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalroom.client.ApiException;
import io.signalroom.client.model.Problem;

/** What the server says when it refuses a call: problem+json (RFC 9457). */
final class Refusals {
    private static final String MEDIA_TYPE = "application/problem+json";

    private final ObjectMapper mapper;

    Refusals(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** A call of a generated client. */
    interface Call {
        void send() throws ApiException;
    }

    /** The problem that a call is refused with; fails if it is not refused. */
    Problem of(Call call) throws JsonProcessingException {
        try {
            call.send();
        } catch (ApiException e) {
            String type = e.getResponseHeaders().firstValue("Content-Type").orElse("none");
            Check.equal(MEDIA_TYPE, type, "media type");
            Problem problem = mapper.readValue(e.getResponseBody(), Problem.class);
            Check.equal(e.getCode(), problem.getStatus(), "status");
            return problem;
        }
        throw new AssertionError("this should have been refused");
    }
}
