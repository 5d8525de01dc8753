-- Somebody who was invited and has lost the letter may ask for it again, as anybody may ask for a new password for anybody: it goes to that
-- person's own address, and only while the invitation that an administrator sent has not been taken back.
CREATE OR REPLACE FUNCTION public.invitation_make(p_id uuid, p_user uuid, p_purpose text, p_is_by_self boolean, p_at timestamptz, p_expires_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM public.viewer_must(p_purpose IN ('invitation', 'reset') AND CASE
    WHEN p_is_by_self AND p_purpose = 'invitation' THEN EXISTS (SELECT FROM public.users u JOIN public.user_accounts a ON a.user_id = u.id
        JOIN LATERAL (SELECT i.withdrawn_at FROM public.user_invitations i WHERE i.user_id = u.id AND i.purpose = 'invitation' AND i.created_by IS NOT NULL
          ORDER BY i.created_at DESC, i.id DESC LIMIT 1) sent ON true
      WHERE u.id = p_user AND u.status = 'invited' AND a.password_hash IS NULL AND sent.withdrawn_at IS NULL)
    WHEN p_is_by_self THEN true
    ELSE p_user <> public.app_user() AND public.viewer_may_keep_account(p_user) END, 'send that link');
  INSERT INTO public.user_invitations (id, user_id, purpose, created_by, created_at, expires_at)
    VALUES (p_id, p_user, p_purpose, CASE WHEN NOT p_is_by_self THEN public.app_user() END, p_at, p_expires_at);
END $$;
